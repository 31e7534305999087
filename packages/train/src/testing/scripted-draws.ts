// Random numbers determined by a test. Tests only.
import type { Draws } from '../augmentation/augmentation.ts';

/** Returns these uniform numbers, one after the other; integers and symmetric numbers are derived from them. */
export function scriptedDraws(...numbers: number[]): Draws {
  const left = [...numbers];
  const uniform = () => {
    const next = left.shift();
    if (next === undefined) throw new Error('The script of random numbers has ended.');
    return next;
  };
  return {
    uniform,
    symmetric: (most) => (2 * uniform() - 1) * most,
    below: (bound) => Math.floor(uniform() * bound),
  };
}
