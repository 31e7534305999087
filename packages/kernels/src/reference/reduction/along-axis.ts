// Reductions and scans along an axis, as naive loops: the reference of reduce.ts, arg-max.ts and scan.ts in assembly/reduce,
// which differ in what they do to each line.

export interface AlongAxis {
  readonly shape: readonly number[];
  readonly axis: number;
}

/** `values` in row-major order with each line along the axis replaced by `of` it, all of the same new length. */
export function alongAxis(
  values: ArrayLike<number>,
  { shape, axis }: AlongAxis,
  of: (line: number[]) => number[],
): number[] {
  const length = shape[axis];
  const outer = product(shape.slice(0, axis));
  const inner = product(shape.slice(axis + 1));
  const items = Array.from({ length: outer }, (_, item) => {
    const lines = Array.from({ length: inner }, (__, column) =>
      of(Array.from({ length }, (___, row) => values[(item * length + row) * inner + column])),
    );
    return (lines[0] ?? []).flatMap((____, row) => lines.map((line) => line[row]));
  });
  return items.flat();
}

/** The same along several axes, one after another, each line becoming a single number. */
export function reduceAlongAxes(
  values: ArrayLike<number>,
  { shape, axes }: { readonly shape: readonly number[]; readonly axes: readonly number[] },
  of: (line: number[]) => number,
): number[] {
  const lengths = [...shape];
  let result = Array.from(values);
  for (const axis of axes) {
    result = alongAxis(result, { shape: lengths, axis }, (line) => [of(line)]);
    lengths[axis] = 1;
  }
  return result;
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total * length, 1);
}
