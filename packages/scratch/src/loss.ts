// Losses: how wrong the outputs of one example are, and where the error begins its way back. The cost of a
// batch is the mean over its examples (backpropagation.ts). Forward first, backward below it.

import { type ActivationName, activations } from './activation.ts';
import { check } from './check.ts';
import { ln } from './logarithm.ts';
import type { Vector } from './matrix.ts';
import { ScratchError } from './scratch-error.ts';

/** A loss of one example: outputs a and targets y, both [outputs]. */
export interface Loss {
  /** C, 0 or more. */
  cost(a: Vector, y: Vector): number;
  /** dC/da. */
  gradient(a: Vector, y: Vector): number[];
  /** The activation whose slopes cancel against dC/da, and what remains. */
  readonly canonical?: {
    readonly activation: ActivationName;
    /** dC/dz, right also where a is 0 or 1. */
    delta(a: Vector, y: Vector): number[];
  };
}

/**
 * Probabilities are kept this far from 0 and 1 before a logarithm or a division, so a cost is 52 ln 2 at
 * most.
 */
export const PROBABILITY_MARGIN = Number.EPSILON;

function probability(p: number): number {
  if (p < 0 || p > 1) {
    throw new ScratchError(
      'NOT_A_PROBABILITY',
      `Cross-entropy expects outputs and targets from 0 to 1, received ${p}. Give the last layer sigmoid or softmax, or take meanSquaredError.`,
    );
  }
  return Math.min(1 - PROBABILITY_MARGIN, Math.max(PROBABILITY_MARGIN, p));
}

/** Mean over n independent yes-or-no outputs: C = -1/n sum(y ln a + (1 - y) ln(1 - a)). After sigmoid. */
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

/** One class out of n, targets one-hot or a distribution: C = -sum(y ln a). After softmax. */
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
      // 1 for a distribution, which leaves a - y; the product keeps the gradient right for any other targets.
      const total = y.reduce((sum, yi) => sum + yi, 0);
      return a.map((ai, i) => ai * total - y[i]);
    },
  },
};

/** Mean over n outputs: C = 1/n sum((a - y)^2). For any activation. */
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

/** Throws `INVALID_ARGUMENT` unless it has the functions of a loss. What they return is checked where it is used. */
export function checkLoss(loss: unknown): asserts loss is Loss {
  check.record('loss', loss, '{ cost, gradient }, such as losses.meanSquaredError');
  check.callback('loss.cost', loss.cost);
  check.callback('loss.gradient', loss.gradient);
}

/** Name of a loss in {@link losses}. */
export type LossName = 'binaryCrossEntropy' | 'categoricalCrossEntropy' | 'meanSquaredError';

/**
 * delta = dC/dz of the last layer for one example: the short form where loss and activation belong together.
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
    expected: `to return an array of length ${a.length}, as there are outputs`,
    value: dA,
  });
  return activations[activation].backward(a, dA as number[]);
}
