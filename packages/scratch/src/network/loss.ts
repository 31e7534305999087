// Losses: how wrong the outputs of one example are, and the gradient with which backpropagation starts. The cost of a batch is
// the mean over its examples (../learning/backpropagation.ts).

import { check } from '../check.ts';
import type { Vector } from '../matrix.ts';
import { ln } from '../random/logarithm.ts';
import { ScratchError } from '../scratch-error.ts';
import { type ActivationName, activations } from './activation.ts';

/** A loss of one example with outputs a and targets y, both [outputs]. */
export interface Loss {
  /** Computes C, which is 0 or more. */
  cost(a: Vector, y: Vector): number;
  /** Computes dC/da. */
  gradient(a: Vector, y: Vector): number[];
  /** The activation whose slopes cancel against dC/da, with the simplified gradient. */
  readonly canonical?: {
    readonly activation: ActivationName;
    /** Computes dC/dz, which is exact even if a is 0 or 1. */
    delta(a: Vector, y: Vector): number[];
  };
}

/**
 * Before a logarithm or a division, probabilities are clipped to this distance from 0 and 1, so that a cost is at most
 * 52 ln 2.
 */
export const PROBABILITY_MARGIN = Number.EPSILON;

function probability(p: number): number {
  if (p < 0 || p > 1) {
    throw new ScratchError(
      'NOT_A_PROBABILITY',
      `Cross-entropy expects outputs and targets from 0 to 1, received ${p}. Use sigmoid or softmax in the last layer, or meanSquaredError as the loss.`,
    );
  }
  return Math.min(1 - PROBABILITY_MARGIN, Math.max(PROBABILITY_MARGIN, p));
}

/** For n independent binary outputs: C = -1/n sum(y ln a + (1 - y) ln(1 - a)). Use it after sigmoid. */
const binaryCrossEntropy: Loss = {
  cost(a, y) {
    let sum = 0;
    for (const [i, yi] of y.entries()) {
      probability(yi);
      const p = probability(a[i]);
      sum -= yi * ln(p) + (1 - yi) * ln(1 - p);
    }
    return sum / a.length;
  },
  gradient: (a, y) =>
    a.map((ai, i) => {
      const p = probability(ai);
      return (p - y[i]) / (p * (1 - p)) / a.length;
    }),
  canonical: {
    activation: 'sigmoid',
    delta: (a, y) => a.map((ai, i) => (ai - y[i]) / a.length),
  },
};

/** For one class out of n, with one-hot targets or a distribution: C = -sum(y ln a). Use it after softmax. */
const categoricalCrossEntropy: Loss = {
  cost(a, y) {
    let sum = 0;
    for (const [i, yi] of y.entries()) {
      probability(yi);
      sum -= yi * ln(probability(a[i]));
    }
    return sum;
  },
  gradient: (a, y) => a.map((ai, i) => -y[i] / probability(ai)),
  canonical: {
    activation: 'softmax',
    delta(a, y) {
      // 1 for a distribution, which gives a - y. The product is the gradient for any other targets too.
      const total = y.reduce((sum, yi) => sum + yi, 0);
      return a.map((ai, i) => ai * total - y[i]);
    },
  },
};

/** For n outputs: C = 1/n sum((a - y)^2). Use it after any activation. */
const meanSquaredError: Loss = {
  cost: (a, y) => a.reduce((sum, ai, i) => sum + (ai - y[i]) * (ai - y[i]), 0) / a.length,
  gradient: (a, y) => a.map((ai, i) => (2 * (ai - y[i])) / a.length),
};

/** The losses by name. */
export const losses = {
  binaryCrossEntropy,
  categoricalCrossEntropy,
  meanSquaredError,
} as const satisfies Record<LossName, Loss>;

/** Throws `INVALID_ARGUMENT` unless `loss` has the functions of a loss. Their results are checked where they are used. */
export function checkLoss(loss: unknown): asserts loss is Loss {
  check.record('loss', loss, '{ cost, gradient }, such as losses.meanSquaredError');
  check.callback('loss.cost', loss.cost);
  check.callback('loss.gradient', loss.gradient);
}

/** Name of a loss in {@link losses}. */
export type LossName = 'binaryCrossEntropy' | 'categoricalCrossEntropy' | 'meanSquaredError';

/**
 * Returns delta = dC/dz of the last layer for one example, with the short formula if loss and activation are a canonical pair.
 */
export function outputDelta({
  loss,
  activation,
  a,
  y,
}: {
  loss: Loss;
  activation: ActivationName;
  a: Vector;
  y: Vector;
}): number[] {
  if (loss.canonical?.activation === activation) return loss.canonical.delta(a, y);
  const dA: unknown = loss.gradient(a, y);
  check.that(Array.isArray(dA) && dA.length === a.length, 'loss.gradient', {
    expected: `to return an array of length ${a.length}, the number of outputs`,
    value: dA,
  });
  return activations[activation].backward(a, dA as number[]);
}
