// XOR: the smallest problem that a single neuron cannot solve, but a network with two layers can (tanh, then sigmoid). A loop
// of trainingStep with all four examples in every step.

import { check } from './check.ts';
import { batchCost } from './learning/backpropagation.ts';
import { trainingStep } from './learning/training-step.ts';
import { losses } from './network/loss.ts';
import { createNetwork, type Network, predict } from './network/network.ts';
import { gradientDescent } from './optimizers/gradient-descent.ts';
import type { Optimizer } from './optimizers/optimizer.ts';
import { initializers } from './random/initializer.ts';

/** The four examples: inputs [4, 2], and 1 where exactly one of the two is 1. */
export const xorExamples: { inputs: number[][]; targets: number[] } = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [0, 1, 1, 0],
};

const COST_INTERVAL = 100;
// With more units, ten thousand steps in plain loops take too long.
const MAX_HIDDEN = 1024;

// The cost if two examples are right and two outputs are 0.5: the local minimum in which training gets stuck, where rounding
// decides the predictions. Only below this cost has the network learned XOR.
const STUCK_COST = Math.LN2 / 2;

/** Settings of {@link trainXor}. */
export interface XorOptions {
  /** Seed of the initial weights, 0 .. 2^32 - 1; 2 by default. */
  seed?: number;
  /** Number of hidden units, 1 .. 1024; 2 by default. With 2, many seeds get stuck. */
  hidden?: number;
  /** Index of the last iteration, from 0, so that there is one more update; 10000 by default. */
  iterations?: number;
  /** Learning rate of gradient descent, greater than 0; 0.3 by default. */
  learningRate?: number;
}

/** The cost at an iteration, before its update. */
export interface XorCost {
  readonly iteration: number;
  readonly cost: number;
}

/** The trained network and its outputs. */
export interface XorResult {
  readonly network: Network;
  /** Output for each example, 0..1. */
  readonly probabilities: number[];
  /** 1 where the output is 0.5 or more, else 0. */
  readonly predictions: number[];
  /** After the last update. */
  readonly cost: number;
  /**
   * Whether all four predictions are right with a cost below ln(2) / 2, the cost of two right and two undecided outputs.
   * False means a local minimum or too few iterations; it is not an error.
   */
  readonly learned: boolean;
}

/**
 * Trains a network 2 - hidden - 1 on XOR with gradient descent from standard normal weights. The generator yields the cost at
 * every 100th iteration and returns the result.
 *
 * Throws `INVALID_ARGUMENT`; `next()` throws like {@link trainingStep}. With a learning rate that is far too large, the
 * result is a network that has not learned.
 */
export function trainXor(options: XorOptions = {}): Generator<XorCost, XorResult, void> {
  check.options('trainXor', options, ['seed', 'hidden', 'iterations', 'learningRate']);
  const { seed = 2, hidden = 2, iterations = 10000, learningRate = 0.3 } = options;
  check.wholeNumber('hidden', hidden, { min: 1, max: MAX_HIDDEN });
  check.wholeNumber('iterations', iterations, { min: 0 });
  const optimizer = gradientDescent({ learningRate });
  const network = createNetwork({
    inputs: 2,
    layers: [
      { units: hidden, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
    seed,
    initializer: initializers.standardNormal,
  });
  return train({ network, optimizer, iterations });
}

function* train(run: {
  network: Network;
  optimizer: Optimizer;
  iterations: number;
}): Generator<XorCost, XorResult, void> {
  const { optimizer, iterations } = run;
  let { network } = run;
  const { inputs, targets } = xorExamples;
  const batch = { inputs, targets: targets.map((y) => [y]), loss: losses.binaryCrossEntropy };
  for (let iteration = 0; iteration <= iterations; iteration++) {
    const step = trainingStep({ network, ...batch, optimizer });
    if (iteration % COST_INTERVAL === 0) yield { iteration, cost: step.cost };
    network = step.network;
  }
  const probabilities = predict(network, inputs).map(([a]) => a);
  const predictions = probabilities.map((p) => (p >= 0.5 ? 1 : 0));
  const cost = batchCost({ network, ...batch });
  const learned = cost < STUCK_COST && predictions.every((p, i) => p === targets[i]);
  return { network, probabilities, predictions, cost, learned };
}
