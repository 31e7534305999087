// Losses of one row in 64-bit arithmetic, with the definitions of tfjs-layers 4.22: what assembly/loss/pointwise-losses.ts,
// row-losses.ts must equal. Where Keras 3 differs it says so. Their gradients are checked against
// differences of these.

/** Keras' epsilon. */
const EPSILON = 1e-7;

type Row = readonly number[];

/** f(output, target) of one number each; a row's loss is their mean, but for Kullback-Leibler the sum. */
export const pointwiseLosses = {
  meanSquaredError: (y: number, t: number) => (y - t) ** 2,
  meanAbsoluteError: (y: number, t: number) => Math.abs(y - t),
  meanAbsolutePercentageError: (y: number, t: number) =>
    (100 * Math.abs(t - y)) / Math.max(Math.abs(t), EPSILON),
  meanSquaredLogarithmicError: (y: number, t: number) =>
    (Math.log1p(Math.max(y, EPSILON)) - Math.log1p(Math.max(t, EPSILON))) ** 2,
  /** tfjs-layers has none; Keras' has delta = 1. */
  huber: (y: number, t: number, delta: number) => {
    const size = Math.abs(y - t);
    return size <= delta ? size ** 2 / 2 : delta * (size - delta / 2);
  },
  logcosh: (y: number, t: number) => Math.abs(y - t) + Math.log1p(Math.exp(-2 * Math.abs(y - t))) - Math.LN2,
  /** Targets are -1 and 1. Keras 2 and 3 take 0 for -1 as well, tfjs-layers does not. */
  hinge: (y: number, t: number) => Math.max(0, 1 - t * y),
  squaredHinge: (y: number, t: number) => Math.max(0, 1 - t * y) ** 2,
  /** The weight of the logarithm is the target itself; Keras takes the clipped one, which differs by less than 2e-6. */
  kullbackLeiblerDivergence: (y: number, t: number) => t * Math.log(clip(t, 1) / clip(y, 1)),
  poisson: (y: number, t: number) => y - t * Math.log(y + EPSILON),
  /** Of a probability. */
  binaryCrossentropy: (y: number, t: number) => {
    const p = clip(y, 1 - EPSILON);
    return -(t * Math.log(p) + (1 - t) * Math.log1p(-p));
  },
  /** Of a logit. */
  binaryCrossentropyFromLogits: (z: number, t: number) =>
    Math.max(z, 0) - z * t + Math.log1p(Math.exp(-Math.abs(z))),
} as const;

/** max(0, 1 + max((1 - t) y) - Σ t y) */
export function categoricalHinge(y: Row, t: Row): number {
  const positive = sum(y, (value, i) => t[i] * value);
  const negative = Math.max(...y.map((value, i) => (1 - t[i]) * value));
  return Math.max(0, 1 + negative - positive);
}

/**
 * The negative cosine of the angle between the two. tfjs-layers bounds the squared lengths below by 1e-7, Keras 3 by 1e-12.
 */
export function cosineSimilarity(y: Row, t: Row): number {
  const length = (x: Row) =>
    Math.sqrt(
      Math.max(
        sum(x, (value) => value ** 2),
        EPSILON,
      ),
    );
  return -sum(y, (value, i) => value * t[i]) / length(y) / length(t);
}

function clip(x: number, high: number): number {
  return Math.max(EPSILON, Math.min(high, x));
}

function sum(x: Row, of: (value: number, index: number) => number): number {
  return x.reduce((total, value, index) => total + of(value, index), 0);
}
