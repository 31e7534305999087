// Batch normalisation with given statistics, as a naive loop in 64-bit arithmetic: what
// assembly/batch-normalization.ts must equal.

export interface Normalization {
  readonly mean: ArrayLike<number>;
  readonly variance: ArrayLike<number>;
  /** Ones by default. */
  readonly scale?: ArrayLike<number>;
  /** Zeros by default. */
  readonly offset?: ArrayLike<number>;
  readonly epsilon: number;
}

/** (x - mean) / √(variance + epsilon) · scale + offset, the statistics repeating along x. */
export function batchNormalization(
  x: ArrayLike<number>,
  { mean, variance, scale, offset, epsilon }: Normalization,
): number[] {
  return Array.from(x, (value, index) => {
    const channel = index % mean.length;
    const deviation = Math.sqrt(variance[channel] + epsilon);
    return ((value - mean[channel]) * (scale?.[channel] ?? 1)) / deviation + (offset?.[channel] ?? 0);
  });
}
