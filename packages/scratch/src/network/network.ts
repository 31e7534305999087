// A network: a sequence of layers, as plain data. This file creates networks and runs them forward; learning starts in
// ../learning/backpropagation.ts.

import { check } from '../check.ts';
import { type Matrix, requireMatrix } from '../matrix.ts';
import { type Initializer, initializers } from '../random/initializer.ts';
import { RandomState } from '../random/random-state.ts';
import type { ActivationName } from './activation.ts';
import { checkActivation, checkNetwork } from './check-network.ts';
import { forwardLayer, type Layer, type LayerForward } from './layer.ts';

/** A network: plain data that can be copied, compared, stored and sent. */
export interface Network {
  /** One layer or more. Each has as many inputs as the layer before it has units. */
  readonly layers: readonly Layer[];
}

/** The size and activation of a new layer. */
export interface LayerSize {
  readonly units: number;
  readonly activation: ActivationName;
}

/** The options of {@link createNetwork}. */
export interface NetworkOptions {
  /** Numbers in one example, 1 or more. */
  inputs: number;
  /** One or more layers, first to last. */
  layers: readonly LayerSize[];
  /** 0 .. 2^32 - 1, 0 by default. Equal seeds give equal weights. */
  seed?: number;
  /** Draws the initial weights; `glorotUniform` by default. */
  initializer?: Initializer;
}

/**
 * Creates a network with random weights and zero biases. The layers draw from one `RandomState(seed)`, first to last, row by
 * row.
 *
 * Throws `INVALID_ARGUMENT` (sizes, seed, no layers, an unknown activation or option), and `SHAPE_MISMATCH` if a custom
 * initializer returns weights of the wrong shape.
 */
export function createNetwork(options: NetworkOptions): Network {
  check.options('createNetwork', options, ['inputs', 'layers', 'seed', 'initializer']);
  const { inputs, layers, seed = 0, initializer = initializers.glorotUniform } = options;
  check.wholeNumber('inputs', inputs, { min: 1 });
  check.list('layers', layers, { min: 1 });
  for (const [l, layer] of layers.entries()) checkLayerSize(`layers[${l}]`, layer);
  check.that(typeof initializer === 'function', 'initializer', {
    expected: 'a function, such as initializers.heNormal',
    value: initializer,
  });
  const random = new RandomState(seed);
  let width = inputs;
  return {
    layers: layers.map(({ units, activation }) => {
      const weights = initializer({ random, inputs: width, units });
      requireMatrix({ name: 'Weights of initializer', matrix: weights, rows: units, columns: width });
      width = units;
      return { weights, biases: weights.map(() => 0), activation };
    }),
  };
}

function checkLayerSize(name: string, size: unknown): asserts size is LayerSize {
  check.options(name, size, ['units', 'activation']);
  check.wholeNumber(`${name}.units`, size.units, { min: 1 });
  checkActivation(`${name}.activation`, size.activation);
}

/**
 * Returns the inputs, z and a of every layer for `inputs` [examples, inputs], first layer to last.
 * Throws `SHAPE_MISMATCH`, or `INVALID_ARGUMENT` for an invalid network or a number that is not finite.
 */
export function forward(network: Network, inputs: Matrix): LayerForward[] {
  checkNetwork(network);
  requireMatrix({ name: 'inputs', matrix: inputs, columns: network.layers[0].weights[0].length });
  return forwardLayers(network, inputs);
}

/** Like {@link forward}, for a network and inputs that have been checked. */
export function forwardLayers(network: Network, inputs: Matrix): LayerForward[] {
  let a = inputs;
  return network.layers.map((layer) => {
    const result = forwardLayer(layer, a);
    a = result.a;
    return result;
  });
}

/** Returns the network's outputs, [examples, outputs]. Throws like {@link forward}. */
export function predict(network: Network, inputs: Matrix): Matrix {
  return forward(network, inputs)[network.layers.length - 1].a;
}
