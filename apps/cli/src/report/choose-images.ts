// Which images the report shows: chosen at random, but the same ones for the same run.
import { RandomState } from '@nn101/scratch';

/** `count` different positions below `total`, drawn by `seed`. */
export function chooseImages(options: { seed: number; count: number; total: number }): Uint32Array {
  const { seed, count, total } = options;
  return Uint32Array.from(new RandomState(seed).permutation(total).slice(0, count));
}
