// A stream of random numbers over ./threefry.ts: the same seed and stream give the same numbers everywhere.
import { requireSeed } from '../check.ts';
import { threefry2x32 } from './threefry.ts';

/** Draws of one stream, in order. */
export interface Random {
  /** Next whole number, 0 .. 2^32 - 1. */
  uint32(): number;
  /** Next number from `low` (inclusive) to `high` (exclusive), evenly distributed. */
  between(low: number, high: number): number;
  /** Next whole number 0 .. `limit - 1`, without bias; `limit` is 1 .. 2^32. */
  below(limit: number): number;
}

/**
 * Opens a stream.
 *
 * @param options.seed any safe integer; 0 is a seed.
 * @param options.stream 0 .. 2^32 - 1; streams of one seed are independent of each other.
 * @throws DatasetError `INVALID_ARGUMENT` if the seed is not a safe integer.
 */
export function createRandom({ seed, stream }: { readonly seed: number; readonly stream: number }): Random {
  requireSeed(seed);
  const key = [seed | 0, Math.floor(seed / 2 ** 32) | 0] as const;
  const words = new Uint32Array(2);
  const counter: [number, number] = [0, stream];
  let unused = 0;

  function uint32(): number {
    if (unused === 0) {
      threefry2x32(key, counter, words);
      counter[0]++;
      unused = 2;
    }
    return words[2 - unused--];
  }

  return {
    uint32,
    between: (low, high) => low + (high - low) * (uint32() / 2 ** 32),
    below(limit) {
      // Draws at or above the largest multiple of the limit would favour the small numbers.
      const fair = 2 ** 32 - (2 ** 32 % limit);
      let drawn = uint32();
      while (drawn >= fair) drawn = uint32();
      return drawn % limit;
    },
  };
}
