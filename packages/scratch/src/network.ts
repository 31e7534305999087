// A network: layers in a row, as plain data. Made here and run forward here; how it learns is
// backpropagation.ts.

import type { ActivationName } from './activation.ts';
import { check } from './check.ts';
import { checkActivation, checkNetwork } from './check-network.ts';
import { type Initializer, initializers } from './initializer.ts';
import { forwardLayer, type Layer, type LayerForward } from './layer.ts';
import { type Matrix, requireMatrix } from './matrix.ts';
import { RandomState } from './random-state.ts';

/** A network: plain data, safe to copy, compare, store and send. */
export interface Network {
  /** One or more; each takes as many inputs as the layer before has units. */
  readonly layers: readonly Layer[];
}

/** A layer to be made. */
export interface LayerSize {
  readonly units: number;
  readonly activation: ActivationName;
}

/** What {@link createNetwork} makes. */
export interface NetworkOptions {
  /** Numbers in one example, 1 or more. */
  inputs: number;
  /** One or more layers, first to last. */
  layers: readonly LayerSize[];
  /** 0 .. 2^32 - 1, 0 by default. Equal seeds give equal weights. */
  seed?: number;
  /** How the weights are drawn; `glorotUniform` by default. */
  initializer?: Initializer;
}

/**
 * A network with drawn weights and biases 0. The layers draw from one `RandomState(seed)`, first to last,
 * each row by row.
 *
 * Throws `INVALID_ARGUMENT` (sizes, seed, no layers, an unknown activation or option), and `SHAPE_MISMATCH` where an
 * initializer of one's own draws other weights than it was asked for.
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

/** Numbers in one example that the network takes. Throws `INVALID_ARGUMENT`. */
export function inputCount(network: Network): number {
  checkNetwork(network);
  return network.layers[0].weights[0].length;
}

/** Numbers in one example that the network gives. Throws `INVALID_ARGUMENT`. */
export function outputCount(network: Network): number {
  checkNetwork(network);
  return network.layers[network.layers.length - 1].biases.length;
}

/**
 * Every layer's inputs, z and a for `inputs` [examples, inputs], first layer to last.
 * Throws `SHAPE_MISMATCH`, or `INVALID_ARGUMENT` for what is no network and for a number that is not finite.
 */
export function forward(network: Network, inputs: Matrix): LayerForward[] {
  requireMatrix({ name: 'inputs', matrix: inputs, columns: inputCount(network) });
  return forwardLayers(network, inputs);
}

/** {@link forward} where network and inputs are known to fit. */
export function forwardLayers(network: Network, inputs: Matrix): LayerForward[] {
  let a = inputs;
  return network.layers.map((layer) => {
    const result = forwardLayer(layer, a);
    a = result.a;
    return result;
  });
}

/** The network's outputs alone, [examples, outputs]. Throws as {@link forward} does. */
export function predict(network: Network, inputs: Matrix): Matrix {
  return forward(network, inputs)[network.layers.length - 1].a;
}
