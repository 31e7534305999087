// Sums over any axes, as a naive loop in 64-bit arithmetic: what assembly/reduce/sum.ts must equal.

/** x of `shape` summed over `axes`: the numbers of the axes that are left, in order. */
export function sumOver(
  x: ArrayLike<number>,
  { shape, axes }: { shape: readonly number[]; axes: readonly number[] },
): Float64Array {
  const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const sums = new Float64Array(kept.reduce((product, length) => product * length, 1));
  for (let index = 0; index < x.length; index++) {
    let [place, step, rest] = [0, 1, index];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (kept[axis] !== 1) place += (rest % shape[axis]) * step;
      step *= kept[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    sums[place] += x[index];
  }
  return sums;
}
