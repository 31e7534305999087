// Batch normalization, channels last, as naive loops in 64-bit arithmetic: what assembly/reduce/moments.ts and
// assembly/normalization/batch-normalization.ts must equal. The statistics repeat along x, whose length is rows · channels.

export interface Statistics {
  readonly mean: ArrayLike<number>;
  readonly variance: ArrayLike<number>;
}

export interface Normalization extends Statistics {
  /** Ones by default. */
  readonly scale?: ArrayLike<number>;
  /** Zeros by default. */
  readonly offset?: ArrayLike<number>;
  readonly epsilon: number;
}

/** Mean and biased variance of each of the channels. */
export function moments(x: ArrayLike<number>, channels: number): { mean: number[]; variance: number[] } {
  const rows = x.length / channels;
  const meanOf = (value: (x: number, channel: number) => number) => {
    const sums = new Array<number>(channels).fill(0);
    for (let i = 0; i < x.length; i++) sums[i % channels] += value(x[i], i % channels);
    return sums.map((sum) => sum / rows);
  };
  const mean = meanOf((x) => x);
  return { mean, variance: meanOf((x, channel) => (x - mean[channel]) ** 2) };
}

/** (x - mean) · scale / √(variance + epsilon) + offset. */
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

export interface NormalizationGradient {
  readonly dx: number[];
  readonly dscale: number[];
  readonly doffset: number[];
}

/**
 * The gradients by x, scale and offset from dy, the one by y. With `isFixed` the statistics are constants; without, they
 * are the moments of x.
 */
export function batchNormalizationGradient(
  { x, dy, isFixed }: { x: ArrayLike<number>; dy: ArrayLike<number>; isFixed: boolean },
  { mean, variance, scale, epsilon }: Normalization,
): NormalizationGradient {
  const channels = mean.length;
  const rows = x.length / channels;
  const deviation = (channel: number) => Math.sqrt(variance[channel] + epsilon);
  const normal = Array.from(x, (value, i) => (value - mean[i % channels]) / deviation(i % channels));
  const dscale = new Array<number>(channels).fill(0);
  const doffset = new Array<number>(channels).fill(0);
  for (let i = 0; i < x.length; i++) {
    dscale[i % channels] += dy[i] * normal[i];
    doffset[i % channels] += dy[i];
  }
  const dx = Array.from(dy, (gradient, i) => {
    const channel = i % channels;
    const share = isFixed ? 0 : (doffset[channel] + normal[i] * dscale[channel]) / rows;
    return ((scale?.[channel] ?? 1) / deviation(channel)) * (gradient - share);
  });
  return { dx, dscale, doffset };
}
