// The naive twin of assembly/indexing/rearrange.ts: each number of the result from its own indices.

export interface Order {
  /** Of what is rearranged. */
  readonly shape: readonly number[];
  /** Axis i of the result is axis axes[i] of it. */
  readonly axes: readonly number[];
  /** Its axes that are turned round. */
  readonly reversed: readonly number[];
}

/** x in another order, row-major. */
export function rearrange(x: ArrayLike<number>, { shape, axes, reversed }: Order): number[] {
  const count = shape.reduce((product, length) => product * length, 1);
  return Array.from({ length: count }, (_, place) => {
    const index: number[] = [];
    for (const axis of axes.toReversed()) {
      const at = place % shape[axis];
      index[axis] = reversed.includes(axis) ? shape[axis] - 1 - at : at;
      place = Math.floor(place / shape[axis]);
    }
    return x[shape.reduce((sum, length, axis) => sum * length + index[axis], 0)];
  });
}
