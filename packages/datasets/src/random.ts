// Streams of random numbers, drawn from a counter-based generator without a state: any number of a stream can be computed
// independently, with the same bits on every engine.
import { below, threefryInto } from '#random';
import { requireSeed } from './check.ts';

/** Numbers of one stream, in order. */
export interface Random {
  /** The next whole number, 0 .. 2^32 - 1. */
  uint32(): number;
  /** The next number from `low` (inclusive) to `high` (exclusive), uniformly distributed. */
  between(low: number, high: number): number;
  /** The next whole number 0 .. `limit - 1`, without bias; `limit` is 1 .. 2^32. */
  below(limit: number): number;
}

/**
 * Opens a stream.
 *
 * @param options.seed any safe integer; 0 is a seed.
 * @param options.stream 0 .. 2^32 - 1; the streams of a seed are independent.
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
      threefryInto(words, key, counter);
      counter[0]++;
      unused = 2;
    }
    return words[2 - unused--];
  }

  return {
    uint32,
    between: (low, high) => low + (high - low) * (uint32() / 2 ** 32),
    below: (limit) => below(limit, uint32),
  };
}
