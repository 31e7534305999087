// The exported versions of the functions in network/, which check their arguments. Inside this package the unchecked versions
// are called (curve.ts, activation.ts, loss.ts, layer.ts, parameters.ts): a batch is checked once, and a number that overflows
// later means that the training diverged.

import { check } from './check.ts';
import { type Matrix, requireMatrix, requireVector, type Vector } from './matrix.ts';
import {
  type Activation,
  type ActivationName,
  activations as plainActivations,
} from './network/activation.ts';
import { checkActivation, checkLayer, checkNetwork } from './network/check-network.ts';
import { type Curve, type CurveName, curves as plainCurves } from './network/curve.ts';
import type { Layer, LayerForward, LayerGradients } from './network/layer.ts';
import * as plain from './network/layer.ts';
import {
  checkLoss,
  type Loss,
  type LossName,
  losses as plainLosses,
  outputDelta as plainOutputDelta,
} from './network/loss.ts';
import type { Network } from './network/network.ts';
import * as parametersOf from './network/parameters.ts';
import { ScratchError } from './scratch-error.ts';

function mapValues<Name extends string, From, To>(
  record: Readonly<Record<Name, From>>,
  change: (value: From) => To,
): Record<Name, To> {
  return Object.fromEntries(
    Object.entries<From>(record).map(([name, value]) => [name, change(value)]),
  ) as Record<Name, To>;
}

/**
 * The curves by the names that layers use. `linear` and `hard_sigmoid` are Keras' names for
 * `identity` and `hardSigmoid`. Each throws `INVALID_ARGUMENT` for anything but a finite number.
 */
export const curves: Readonly<Record<CurveName, Curve>> = mapValues(
  plainCurves,
  ({ value, derivative }): Curve => ({
    value(z) {
      check.number('z', z);
      return value(z);
    },
    derivative(a) {
      check.number('a', a);
      return derivative(a);
    },
  }),
);

/**
 * The activations by name: every curve, and softmax. Each throws `INVALID_ARGUMENT` for anything but arrays of
 * finite numbers, `SHAPE_MISMATCH` where their lengths differ.
 */
export const activations: Readonly<Record<ActivationName, Activation>> = mapValues(
  plainActivations,
  ({ forward, backward }): Activation => ({
    forward(z) {
      requireVector({ name: 'z', vector: z });
      return forward(z);
    },
    backward(a, dA) {
      requirePair({ a, dA });
      return backward(a, dA);
    },
  }),
);

/** Requires two vectors of equal length with at least one number; the field names are used in messages. */
function requirePair(pair: Readonly<Record<string, Vector>>): void {
  const [[firstName, first], [secondName, second]] = Object.entries(pair);
  requireVector({ name: firstName, vector: first });
  if (first.length === 0) {
    throw new ScratchError('SHAPE_MISMATCH', `${firstName} expects one number or more, received none.`);
  }
  requireVector({ name: secondName, vector: second, length: first.length });
}

/**
 * The losses by name. Each throws `INVALID_ARGUMENT` for anything but arrays of finite numbers, `SHAPE_MISMATCH`
 * where their lengths differ, and a cross-entropy `NOT_A_PROBABILITY`.
 */
export const losses: Readonly<Record<LossName, Loss>> = mapValues<LossName, Loss, Loss>(
  plainLosses,
  (loss) => {
    const { canonical } = loss;
    const checked =
      <Result>(compute: (a: Vector, y: Vector) => Result) =>
      (a: Vector, y: Vector): Result => {
        requirePair({ a, y });
        return compute(a, y);
      };
    return {
      cost: checked(loss.cost),
      gradient: checked(loss.gradient),
      ...(canonical && {
        canonical: { activation: canonical.activation, delta: checked(canonical.delta) },
      }),
    };
  },
);

/**
 * Returns delta = dC/dz of the last layer for one example, with the short formula if loss and activation are a canonical pair.
 * Throws `INVALID_ARGUMENT`, `SHAPE_MISMATCH`, and as the loss does.
 */
export function outputDelta(options: {
  loss: Loss;
  activation: ActivationName;
  a: Vector;
  y: Vector;
}): number[] {
  check.options('outputDelta', options, ['loss', 'activation', 'a', 'y']);
  const { loss, activation, a, y } = options;
  checkLoss(loss);
  checkActivation('activation', activation);
  requirePair({ a, y });
  return plainOutputDelta(options);
}

/** z = x W' + b, a = f(z). Throws `INVALID_ARGUMENT` or `SHAPE_MISMATCH`. */
export function forwardLayer(layer: Layer, inputs: Matrix): LayerForward {
  checkLayer('layer', layer);
  requireMatrix({ name: 'inputs', matrix: inputs, columns: layer.weights[0].length });
  return plain.forwardLayer(layer, inputs);
}

/** Returns delta = dC/dz of each example from dC/da. Throws `INVALID_ARGUMENT` or `SHAPE_MISMATCH`. */
export function backwardActivation(options: { layer: Layer; a: Matrix; dA: Matrix }): number[][] {
  check.options('backwardActivation', options, ['layer', 'a', 'dA']);
  const { layer, a, dA } = options;
  checkLayer('layer', layer);
  requireMatrix({ name: 'a', matrix: a, columns: layer.biases.length });
  requireMatrix({ name: 'dA', matrix: dA, rows: a.length, columns: layer.biases.length });
  return plain.backwardActivation(options);
}

/** dW = delta' x / m, db = sum(delta) / m, over m examples. Throws `INVALID_ARGUMENT` or `SHAPE_MISMATCH`. */
export function backwardParameters(inputs: Matrix, delta: Matrix): LayerGradients {
  requireMatrix({ name: 'inputs', matrix: inputs });
  requireMatrix({ name: 'delta', matrix: delta, rows: inputs.length });
  return plain.backwardParameters(inputs, delta);
}

/**
 * Returns dC/dx = delta W, which is dC/da of the layer before, [examples, inputs]. Throws `INVALID_ARGUMENT` or
 * `SHAPE_MISMATCH`.
 */
export function backwardInputs(layer: Layer, delta: Matrix): number[][] {
  checkLayer('layer', layer);
  requireMatrix({ name: 'delta', matrix: delta, columns: layer.biases.length });
  return plain.backwardInputs(layer, delta);
}

/** Returns all weights and biases of the network in one vector. Throws `INVALID_ARGUMENT`. */
export function flattenParameters(network: Network): number[] {
  checkNetwork(network);
  return parametersOf.flattenParameters(network);
}

/** Returns the gradients in the order of {@link flattenParameters}. Throws `INVALID_ARGUMENT` or `SHAPE_MISMATCH`. */
export function flattenGradients(layers: readonly LayerGradients[]): number[] {
  check.list('layers', layers);
  for (const [l, layer] of layers.entries()) {
    check.record(`layers[${l}]`, layer, '{ dW, db }');
    requireMatrix({ name: `layers[${l}].dW`, matrix: layer.dW });
    requireVector({ name: `layers[${l}].db`, vector: layer.db, length: layer.dW.length });
  }
  return parametersOf.flattenGradients(layers);
}

/**
 * Returns a network of the same shape with other parameters, in the order of {@link flattenParameters}. Throws
 * `INVALID_ARGUMENT`, or `SHAPE_MISMATCH` if their number differs from that of the network.
 */
export function withParameters(network: Network, parameters: Vector): Network {
  checkNetwork(network);
  const length = parametersOf.flattenParameters(network).length;
  requireVector({ name: 'parameters', vector: parameters, length });
  return parametersOf.withParameters(network, parameters);
}
