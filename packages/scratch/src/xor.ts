// XOR: the smallest problem that one neuron alone cannot solve, and a network of two layers can (tanh, then
// sigmoid). A recipe over trainingStep; all four examples are in every step.

import { batchCost } from './backpropagation.ts';
import { check } from './check.ts';
import { gradientDescent } from './gradient-descent.ts';
import { initializers } from './initializer.ts';
import { losses } from './loss.ts';
import { createNetwork, type Network, predict } from './network.ts';
import type { Optimizer } from './optimizer.ts';
import { trainingStep } from './training-step.ts';

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
// Beyond it, ten thousand steps in plain loops are a wait and no lesson.
const MOST_HIDDEN = 1024;

// Where two examples are right and two undecided at 0.5: the valley in which training gets stuck, and where a
// last bit decides the predictions. Only below it is XOR known.
const STUCK_COST = Math.LN2 / 2;

/** Settings of {@link trainXor}. */
export interface XorOptions {
  /** Of the initial weights, 0 .. 2^32 - 1; 2 by default. */
  seed?: number;
  /** Hidden units, 1 .. 1024; 2 by default. With 2, many seeds get stuck. */
  hidden?: number;
  /** Number of the last iteration, counted from 0, so one update more is made; 10000 by default. */
  iterations?: number;
  /** Of gradient descent, greater than 0; 0.3 by default. */
  learningRate?: number;
}

/** The cost on the way, before the update of its iteration. */
export interface XorCost {
  readonly iteration: number;
  readonly cost: number;
}

/** The trained network and what it says. */
export interface XorResult {
  readonly network: Network;
  /** Output for each example, 0..1. */
  readonly probabilities: number[];
  /** 1 where the output is 0.5 or more, else 0. */
  readonly predictions: number[];
  /** After the last update. */
  readonly cost: number;
  /**
   * Whether all four predictions are right, and not by luck: with a cost below ln(2) / 2, which is what two
   * right and two undecided answers cost. False is a finding (a local minimum, or too few iterations), not an
   * error.
   */
  readonly learned: boolean;
}

/**
 * Trains a network 2 - hidden - 1 on XOR with plain gradient descent from standard normal weights, and gives
 * the cost at every 100th iteration; the generator's return value is the result.
 *
 * Throws `INVALID_ARGUMENT`, and at a `next()` as {@link trainingStep} does. A learning rate far too large ends in a
 * result that has not learned.
 */
export function trainXor(options: XorOptions = {}): Generator<XorCost, XorResult, void> {
  check.options('trainXor', options, ['seed', 'hidden', 'iterations', 'learningRate']);
  const { seed = 2, hidden = 2, iterations = 10000, learningRate = 0.3 } = options;
  check.wholeNumber('hidden', hidden, { min: 1, max: MOST_HIDDEN });
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
