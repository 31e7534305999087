// Threefry-2x32 with 20 rounds, a counter-based generator of random numbers (Salmon, Moraes, Dror and Shaw, "Parallel Random
// Numbers: As Easy as 1, 2, 3", SC 2011). It has no state: key and counter determine 64 bits, which are the same on every
// engine and do not depend on what was drawn before. Not for secrets. packages/kernels has the same in SIMD.

/** Two 32-bit words. Only the lower 32 bits of each number count. */
export type Words = readonly [number, number];

/** Left rotations of the mixing rounds; they repeat every eight rounds. */
const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
/** Mixes the counter even under a key of zeros. */
const parity = 0x1bd11bda;

/**
 * The 64 random bits of a counter under a key, as two unsigned 32-bit integers.
 *
 * @example threefry2x32([0, 0], [0, 0]) // [0x6b200159, 0x99ba4efe]
 */
export function threefry2x32(key: Words, counter: Words): [number, number] {
  threefryInto(scratch, key, counter);
  return [scratch[0], scratch[1]];
}

// One for all calls, as drawing a number should not allocate more than its result.
const scratch = new Uint32Array(2);

/** Writes the 64 random bits to `bits[0]` and `bits[1]`, for callers that draw many and allocate once. */
export function threefryInto(bits: Int32Array | Uint32Array, key: Words, counter: Words): void {
  const [k0, k1] = key;
  const k2 = parity ^ k0 ^ k1;
  let left = (counter[0] + k0) | 0;
  let right = (counter[1] + k1) | 0;
  for (let group = 0; group < 5; group++) {
    const first = (group & 1) * 4;
    for (let round = first; round < first + 4; round++) {
      const rotation = rotations[round];
      left = (left + right) | 0;
      right = ((right << rotation) | (right >>> (32 - rotation))) ^ left;
    }
    const injection = group % 3;
    left = (left + (injection === 0 ? k1 : injection === 1 ? k2 : k0)) | 0;
    right = (right + (injection === 0 ? k2 : injection === 1 ? k0 : k1) + group + 1) | 0;
  }
  bits[0] = left;
  bits[1] = right;
}

/**
 * A whole number from 0 to `limit` - 1, each equally likely.
 *
 * @param limit 1 to 2^32
 * @param next returns the next random word, 0 to 2^32 - 1; words that would favour small numbers are drawn again
 */
export function below(limit: number, next: () => number): number {
  const fair = 2 ** 32 - (2 ** 32 % limit);
  let word = next();
  while (word >= fair) word = next();
  return word % limit;
}
