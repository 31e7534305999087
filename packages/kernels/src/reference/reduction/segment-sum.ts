// Sums of rows by segment, as a naive loop in 64-bit arithmetic: what assembly/indexing/segment-sum.ts must equal. It is the
// gradient of gathering rows: a row that was read several times gets the sum of all its readers' gradients.

export interface Segments {
  /** The segment of each row; one outside 0 .. segments is left out. */
  readonly ids: ArrayLike<number>;
  /** How many numbers a row has. */
  readonly length: number;
  readonly segments: number;
}

/** y[segments, length] with y[s] = Σ x[i, length] over all i with ids[i] = s. */
export function segmentSum(x: ArrayLike<number>, { ids, length, segments }: Segments): Float64Array {
  const y = new Float64Array(segments * length);
  for (let row = 0; row < ids.length; row++) {
    if (ids[row] < 0 || ids[row] >= segments) continue;
    for (let i = 0; i < length; i++) y[ids[row] * length + i] += x[row * length + i];
  }
  return y;
}
