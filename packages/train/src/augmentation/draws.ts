// The random numbers of an augmentation. They are counter-based: they depend only on the key and the position (step,
// sample), not on draws for other images, so that any worker can augment any image.
import { below, threefry2x32, type Words } from '#random';
import type { Draws } from './augmentation.ts';

/** Identifies an image of a batch. */
export interface SamplePosition {
  /** Integer from 0: the update within the run. */
  readonly step: number;
  /** Integer from 0: the position in the batch. */
  readonly sample: number;
}

/** Returns the numbers of one position under a key, beginning with the first. */
export function drawsAt(key: Words, { step, sample }: SamplePosition): Draws {
  const own = threefry2x32(key, [step, sample]);
  let drawn = 0;
  let pair: readonly number[] = [];
  const word = () => {
    if ((drawn & 1) === 0) pair = threefry2x32(own, [drawn >> 1, 0]);
    return pair[drawn++ & 1];
  };
  const uniform = () => (word() + 0.5) / 2 ** 32;
  return {
    uniform,
    symmetric: (most) => (2 * uniform() - 1) * most,
    below: (bound) => below(bound, word),
  };
}
