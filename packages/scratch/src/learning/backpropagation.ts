// Backpropagation: the cost of a batch and its gradient, with every intermediate value of the forward and backward pass. It does
// not change the network; training-step.ts does. gradient-check.ts verifies that the gradients are right.

import { check } from '../check.ts';
import { type Matrix, requireMatrix, type Vector } from '../matrix.ts';
import { checkNetwork } from '../network/check-network.ts';
import {
  backwardActivation,
  backwardInputs,
  backwardParameters,
  type LayerForward,
  type LayerGradients,
} from '../network/layer.ts';
import { checkLoss, type Loss, outputDelta } from '../network/loss.ts';
import { forwardLayers, type Network } from '../network/network.ts';
import { ScratchError } from '../scratch-error.ts';

/** A network, a batch of examples with their targets, and a loss. */
export interface BatchOptions {
  network: Network;
  /** [examples, inputs], one example or more. */
  inputs: Matrix;
  /** [examples, outputs]. */
  targets: Matrix;
  loss: Loss;
}

/** The values of one layer in the forward and backward pass. */
export interface LayerTrace extends LayerForward, LayerGradients {
  /** dC/dz of each example, not divided by the number of examples, [examples, units]. */
  readonly delta: Matrix;
}

/** The cost of a batch, and the values that it was computed from. */
export interface Backpropagation {
  /** Mean of the loss over the examples. */
  readonly cost: number;
  /** First layer to last; `a` of the last layer are the outputs. */
  readonly layers: readonly LayerTrace[];
}

/**
 * Runs a batch forward, compares the outputs with the targets, and computes the gradient of every weight and bias.
 *
 * Throws `SHAPE_MISMATCH`, `INVALID_ARGUMENT` (an invalid network or loss, a number in the data that is not finite),
 * `NOT_A_PROBABILITY`, and `DIVERGED` if the outputs or the cost are not finite.
 */
export function backpropagate(options: BatchOptions): Backpropagation {
  check.options('backpropagate', options, batchOptions);
  checkBatch(options);
  return traceBatch(options);
}

/** The fields of {@link BatchOptions}, for functions that accept them among other options. */
export const batchOptions: readonly (keyof BatchOptions)[] = ['network', 'inputs', 'targets', 'loss'];

/** Throws `INVALID_ARGUMENT` or `SHAPE_MISMATCH` unless network, inputs, targets and loss fit each other. */
export function checkBatch({ network, inputs, targets, loss }: BatchOptions): void {
  checkNetwork(network);
  requireMatrix({ name: 'inputs', matrix: inputs, columns: network.layers[0].weights[0].length });
  const outputs = network.layers[network.layers.length - 1].biases.length;
  requireMatrix({ name: 'targets', matrix: targets, rows: inputs.length, columns: outputs });
  checkLoss(loss);
}

/** Like {@link backpropagate}, for a batch that has been checked. */
export function traceBatch(options: BatchOptions): Backpropagation {
  const { network, targets, loss } = options;
  const { cost, layers: passes } = costForward(options);
  const traces: LayerTrace[] = [];
  let delta: Matrix = [];
  for (let l = passes.length - 1; l >= 0; l--) {
    const { inputs, z, a } = passes[l];
    const layer = network.layers[l];
    if (l === passes.length - 1) {
      const { activation } = layer;
      delta = a.map((ai, i) => outputDelta({ loss, activation, a: ai, y: targets[i] }));
    } else {
      delta = backwardActivation({ layer, a, dA: backwardInputs(network.layers[l + 1], delta) });
    }
    traces.unshift({ inputs, z, a, delta, ...backwardParameters(inputs, delta) });
  }
  return { cost, layers: traces };
}

/** Returns the mean of the loss over a batch. Throws like {@link backpropagate}. */
export function batchCost(options: BatchOptions): number {
  check.options('batchCost', options, batchOptions);
  checkBatch(options);
  return costOf(options);
}

/** Like {@link batchCost}, for a batch that has been checked. */
export function costOf(options: BatchOptions): number {
  return costForward(options).cost;
}

function costForward({ network, inputs, targets, loss }: BatchOptions) {
  const layers = forwardLayers(network, inputs);
  const outputs = layers[layers.length - 1].a;
  if (!outputs.every((row) => row.every(Number.isFinite)))
    throw diverged('the outputs', 'an infinity or NaN');
  const total = outputs.reduce((sum, a, i) => sum + lossOf(loss, { a, y: targets[i] }), 0);
  const cost = total / outputs.length;
  if (!Number.isFinite(cost)) {
    throw diverged('the cost', `${cost}`);
  }
  return { cost, layers };
}

function lossOf(loss: Loss, { a, y }: { a: Vector; y: Vector }): number {
  const cost: unknown = loss.cost(a, y);
  check.that(typeof cost === 'number', 'loss.cost', { expected: 'to return a number', value: cost });
  return cost as number;
}

function diverged(what: string, received: string): ScratchError {
  return new ScratchError(
    'DIVERGED',
    `Expected ${what} to be finite, received ${received}. The weights are too large: use a smaller learning rate.`,
  );
}
