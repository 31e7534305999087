// Threefry-2x32 with 20 rounds: a counter-based random number generator (Salmon, Moraes, Dror, Shaw,
// "Parallel random numbers: as easy as 1, 2, 3", SC 2011). No state: the same key and counter always give the
// same 64 bits, on every machine. It is not for secrets. See random-key.ts for where keys come from.

/** Two unsigned 32-bit words. */
export type Words = readonly [number, number];

/** Left rotations of the mixing rounds; they repeat every eight rounds. */
const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;

/** Keeps a key of zeros from leaving the counter unmixed. */
const parity = 0x1bd11bda;

const rounds = 20;
const roundsPerInjection = 4;

/**
 * 64 random bits for a key and a counter.
 *
 * @param key two unsigned 32-bit words; other numbers are taken modulo 2^32
 * @param counter two unsigned 32-bit words; each counter gives other bits
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
