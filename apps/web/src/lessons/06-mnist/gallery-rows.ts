// Which images a gallery shows: chosen by the seed, so that the address reproduces it.

/** `count` different numbers below `size`, chosen by the seed; all of them where there are no more. */
export function galleryRows({ size, count, seed }: { size: number; count: number; seed: number }): number[] {
  const rows = new Set<number>();
  let state = (seed + 1) >>> 0;
  while (rows.size < Math.min(count, size)) {
    // A linear congruential step (Numerical Recipes' constants), and its upper bits.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    rows.add(Math.floor((state / 2 ** 32) * size));
  }
  return [...rows];
}
