// Random numbers: Threefry-2x32 with 20 rounds, and streams of numbers drawn from it. The generator is counter-based
// (Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", 2011): it has no state, so any number of a stream can
// be computed independently, with the same bits on every engine.
import { requireSeed } from './check.ts';

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;

/**
 * Writes the two random 32-bit words for a key and a counter to `out[0]` and `out[1]`.
 *
 * @example key 0 0, counter 0 0 yields 0x6b200159 0x99ba4efe.
 */
export function threefry2x32(
  key: readonly [number, number],
  counter: readonly [number, number],
  out: Uint32Array,
): void {
  const [k0, k1] = key;
  const k2 = PARITY ^ k0 ^ k1;
  let x0 = (counter[0] + k0) | 0;
  let x1 = (counter[1] + k1) | 0;
  for (let group = 0; group < 5; group++) {
    const first = (group & 1) * 4;
    for (let round = first; round < first + 4; round++) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << ROTATIONS[round]) | (x1 >>> (32 - ROTATIONS[round]))) ^ x0;
    }
    const injected = group % 3;
    x0 = (x0 + (injected === 0 ? k1 : injected === 1 ? k2 : k0)) | 0;
    x1 = (x1 + (injected === 0 ? k2 : injected === 1 ? k0 : k1) + group + 1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
}

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
      // Numbers at or above the largest multiple of the limit would favour small results.
      const fair = 2 ** 32 - (2 ** 32 % limit);
      let drawn = uint32();
      while (drawn >= fair) drawn = uint32();
      return drawn % limit;
    },
  };
}
