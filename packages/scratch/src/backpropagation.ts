// Backpropagation: the cost of a batch and its gradient, with every number met on the way forward and back.
// It changes nothing; the step that does is training-step.ts, the proof that it is right is
// gradient-check.ts.

import {
  backwardActivation,
  backwardInputs,
  backwardParameters,
  type LayerForward,
  type LayerGradients,
} from './layer.ts';
import { type Loss, outputDelta } from './loss.ts';
import { type Matrix, requireMatrix } from './matrix.ts';
import { forward, type Network, outputCount } from './network.ts';
import { ScratchError } from './scratch-error.ts';

/** A network, and a batch of examples with what should come out. */
export interface BatchOptions {
  network: Network;
  /** [examples, inputs], one example or more. */
  inputs: Matrix;
  /** [examples, outputs]. */
  targets: Matrix;
  loss: Loss;
}

/** All that one layer computed, forward and back. */
export interface LayerTrace extends LayerForward, LayerGradients {
  /** dC/dz of each example by itself, not divided by their number, [examples, units]. */
  readonly delta: Matrix;
}

/** The cost of a batch, and how it came about. */
export interface Backpropagation {
  /** Mean of the loss over the examples. */
  readonly cost: number;
  /** First layer to last; the last one's `a` are the outputs. */
  readonly layers: readonly LayerTrace[];
}

/**
 * Runs a batch forward, compares with the targets, and leads the error back to every weight and bias.
 *
 * Throws `SHAPE_MISMATCH`, `INVALID_ARGUMENT` (a number in the data that is not finite), `NOT_A_PROBABILITY`,
 * and `DIVERGED` when the cost is not finite.
 */
export function backpropagate(options: BatchOptions): Backpropagation {
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

/** Mean of the loss over a batch. Throws as {@link backpropagate} does. */
export function batchCost(options: BatchOptions): number {
  return costForward(options).cost;
}

function costForward({ network, inputs, targets, loss }: BatchOptions) {
  const layers = forward(network, inputs);
  requireMatrix({
    name: 'targets',
    matrix: targets,
    rows: inputs.length,
    columns: outputCount(network),
  });
  const outputs = layers[layers.length - 1].a;
  const total = outputs.reduce((sum, a, i) => sum + loss.cost(a, targets[i]), 0);
  const cost = total / outputs.length;
  if (!Number.isFinite(cost)) {
    throw new ScratchError(
      'DIVERGED',
      `Expected the cost to be a finite number, received ${cost}. The weights are too large: take a smaller learning rate.`,
    );
  }
  return { cost, layers };
}
