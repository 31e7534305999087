// The random numbers of an augmentation. Counter-based: they depend on the key and on the place (step, sample) alone,
// not on what was drawn for other images, so that any worker can make any image.
import { threefry2x32, type Words } from '@nn101/kernels/graph';
import type { Draws } from './augmentation.ts';

/** Which image of which batch. */
export interface SamplePosition {
  /** Whole number from 0: the update, over the whole run. */
  readonly step: number;
  /** Whole number from 0: the place in the batch. */
  readonly sample: number;
}

/** The numbers of one place under a key, from the first on. */
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
    below: (bound) => {
      // Words that would favour small numbers are drawn again.
      const fair = 2 ** 32 - (2 ** 32 % bound);
      for (;;) {
        const drawnWord = word();
        if (drawnWord < fair) return drawnWord % bound;
      }
    },
  };
}
