// Sums in NumPy's order, so that averages round as scikit-learn's do: the last bit decides between 0.12 and 0.13.

const lanes = 8;
const block = 128;

/** The sum of the values with the additions in NumPy's pairwise order (float64). */
export function pairwiseSum(values: readonly number[]): number {
  const { length } = values;
  if (length < lanes) return sequentialSum(values, 0);
  if (length <= block) {
    const whole = length - (length % lanes);
    const sums = values.slice(0, lanes);
    for (let i = lanes; i < whole; i++) sums[i % lanes] += values[i];
    const [a, b, c, d, e, f, g, h] = sums;
    return sequentialSum(values.slice(whole), a + b + (c + d) + (e + f + (g + h)));
  }
  const half = Math.floor(length / 2);
  const middle = half - (half % lanes);
  return pairwiseSum(values.slice(0, middle)) + pairwiseSum(values.slice(middle));
}

function sequentialSum(values: readonly number[], start: number): number {
  return values.reduce((sum, value) => sum + value, start);
}
