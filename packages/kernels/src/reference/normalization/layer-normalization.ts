// Layer normalization as naive loops in 64-bit arithmetic: what assembly/normalization/layer-normalization.ts must equal. Every row of
// x[rows, length] is normalized with its own mean and biased variance.
import { moments, type NormalizationGradient } from './batch-normalization.ts';

export interface LayerNormalization {
  /** Numbers of a row. */
  readonly length: number;
  /** Ones by default. */
  readonly scale?: ArrayLike<number>;
  /** Zeros by default. */
  readonly offset?: ArrayLike<number>;
  readonly epsilon: number;
}

/** (x - mean) · scale / √(variance + epsilon) + offset, scale and offset having a number for each place of a row. */
export function layerNormalization(
  x: ArrayLike<number>,
  { length, scale, offset, epsilon }: LayerNormalization,
): number[] {
  return rowsOf(x, length).flatMap((row) =>
    normalized(row, epsilon).map((value, i) => value * (scale?.[i] ?? 1) + (offset?.[i] ?? 0)),
  );
}

/** The gradients by x, scale and offset from dy, the one by y. */
export function layerNormalizationGradient(
  { x, dy }: { x: ArrayLike<number>; dy: ArrayLike<number> },
  { length, scale, epsilon }: LayerNormalization,
): NormalizationGradient {
  const dscale = new Array<number>(length).fill(0);
  const doffset = new Array<number>(length).fill(0);
  const gradients = rowsOf(dy, length);
  const dx = rowsOf(x, length).flatMap((row, r) => {
    const normal = normalized(row, epsilon);
    const { variance } = moments(row, 1);
    const scaled = gradients[r].map((gradient, i) => gradient * (scale?.[i] ?? 1));
    const mean = scaled.reduce((sum, g) => sum + g, 0) / length;
    const slope = scaled.reduce((sum, g, i) => sum + g * normal[i], 0) / length;
    for (let i = 0; i < length; i++) {
      dscale[i] += gradients[r][i] * normal[i];
      doffset[i] += gradients[r][i];
    }
    return scaled.map((g, i) => (g - mean - normal[i] * slope) / Math.sqrt(variance[0] + epsilon));
  });
  return { dx, dscale, doffset };
}

function normalized(row: readonly number[], epsilon: number): number[] {
  const { mean, variance } = moments(row, 1);
  return row.map((value) => (value - mean[0]) / Math.sqrt(variance[0] + epsilon));
}

function rowsOf(x: ArrayLike<number>, length: number): number[][] {
  const values = Array.from(x);
  return Array.from({ length: values.length / length }, (_, row) =>
    values.slice(row * length, (row + 1) * length),
  );
}
