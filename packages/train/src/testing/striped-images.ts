// Test data: noisy 8x8 images with a bright double stripe whose position is the class, 0 to 3. Integer arithmetic only, so
// that another program can create the same bytes.
import type { LabelledBytes } from '../data/training-data.ts';

export const side = 8;
export const classes = 4;

/** A linear congruential generator modulo 2^32 (Numerical Recipes' constants). */
export function* congruential(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

/** Image i shows class i modulo 4. */
export function stripedImages({ count, seed = 1 }: { count: number; seed?: number }): LabelledBytes {
  const noise = congruential(seed);
  const images = Uint8Array.from({ length: count * side * side }, (_, i) => {
    const stripe = Math.floor((i % (side * side)) / (2 * side));
    const label = Math.floor(i / (side * side)) % classes;
    return (stripe === label ? 60 : 0) + (noise.next().value >>> 24) * 0.7;
  });
  return {
    images,
    labels: Uint8Array.from({ length: count }, (_, i) => i % classes),
    shape: [count, side, side, 1],
  };
}
