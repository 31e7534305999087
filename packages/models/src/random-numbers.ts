// Threefry-2x32 with 20 rounds: a counter-based random number generator (Salmon, Moraes, Dror, Shaw,
// "Parallel random numbers: as easy as 1, 2, 3", SC 2011). It has no state: the same key and counter
// give the same 64 bits on every machine. It is not cryptographically secure. Keys are derived from a run's seed at the end
// of this file.

/** Two unsigned 32-bit words. */
export type Words = readonly [number, number];

/** Left rotations of the mixing rounds; they repeat every eight rounds. */
const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;

/** Ensures that a key of zeros still mixes the counter. */
const parity = 0x1bd11bda;

const rounds = 20;
const roundsPerInjection = 4;

/**
 * Returns 64 random bits for a key and a counter.
 *
 * @param key two unsigned 32-bit words; other numbers are taken modulo 2^32
 * @param counter two unsigned 32-bit words; each counter gives different bits
 * @returns two unsigned 32-bit words
 * @example threefry2x32([0, 0], [0, 0]) // [0x6b200159, 0x99ba4efe]
 */
export function threefry2x32(key: Words, counter: Words): [number, number] {
  const schedule = [key[0], key[1], key[0] ^ key[1] ^ parity];
  let left = (counter[0] + key[0]) | 0;
  let right = (counter[1] + key[1]) | 0;
  for (let round = 0; round < rounds; round++) {
    const rotation = rotations[round % rotations.length];
    left = (left + right) | 0;
    right = ((right << rotation) | (right >>> (32 - rotation))) ^ left;
    if ((round + 1) % roundsPerInjection === 0) {
      const injection = (round + 1) / roundsPerInjection;
      left = (left + schedule[injection % 3]) | 0;
      right = (right + schedule[(injection + 1) % 3] + injection) | 0;
    }
  }
  return [left >>> 0, right >>> 0];
}

/** The stream of initial weights; it separates them from the numbers that training draws with the same seed. */
export const initialWeightsStream = 1;

/** The stream of dropout and noise: the numbers that @nn101/train draws for the same layer of a tfjs model. */
export const dropoutStream = 3;

/** The largest seed: every whole number up to it is exact. */
export const largestSeed = Number.MAX_SAFE_INTEGER;

/**
 * Returns the key of one stream of random numbers.
 *
 * @param source.seed whole number from 0 to {@link largestSeed}; 0 is a seed like any other
 * @param source.stream the purpose of the numbers
 * @param source.index distinguishes several keys of one stream, such as the position of the layer in the model
 */
export function randomKey({ seed, stream, index }: { seed: number; stream: number; index: number }): Words {
  return threefry2x32([Math.floor(seed / 2 ** 32), seed >>> 0], [stream, index]);
}
