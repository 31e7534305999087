// Keras' MaxNorm constraint (https://keras.io/api/layers/constraints/) over the first axis, on a part of a flat vector.
// Every operation is rounded to float32, as the kernels do it, so the bits are the same everywhere.

const { fround } = Math;
const epsilon = fround(1e-7);
/** Terms that are summed before they are added to a longer sum, as the kernels' Sum does. */
const run = 64;

/**
 * Scales each column of weights [length, columns] down to the norm `most`, in place: times clip(norm) / (norm + 1e-7),
 * which moves shorter columns by rounding alone.
 */
export function limitNorms(
  weights: Float32Array,
  { length, most }: { readonly length: number; readonly most: number },
): void {
  const columns = weights.length / length;
  for (let column = 0; column < columns; column++) {
    const norm = fround(Math.sqrt(sumOfSquares(weights, { column, columns, length })));
    const factor = fround(Math.min(norm, fround(most)) / fround(epsilon + norm));
    for (let at = column; at < weights.length; at += columns) weights[at] *= factor;
  }
}

function sumOfSquares(
  weights: Float32Array,
  { column, columns, length }: { column: number; columns: number; length: number },
): number {
  let total = 0;
  for (let start = 0; start < length; start += run) {
    let sum = 0;
    for (let row = start; row < Math.min(start + run, length); row++) {
      const weight = weights[row * columns + column];
      sum = fround(sum + fround(weight * weight));
    }
    total = fround(total + sum);
  }
  return total;
}
