// A tensor several times side by side, as a naive loop: what assembly/memory/repeat.ts makes in a few copies.

/** x of `shape`, `reps` times along each axis. */
export function tile(
  x: ArrayLike<number>,
  { shape, reps }: { shape: readonly number[]; reps: readonly number[] },
): number[] {
  const lengths = shape.map((length, axis) => length * reps[axis]);
  const size = lengths.reduce((product, length) => product * length, 1);
  return Array.from({ length: size }, (_, index) => {
    let [place, step, rest] = [0, 1, index];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += ((rest % lengths[axis]) % shape[axis]) * step;
      step *= shape[axis];
      rest = Math.floor(rest / lengths[axis]);
    }
    return x[place];
  });
}
