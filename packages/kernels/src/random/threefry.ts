// Counter-based random numbers: a pure function from (key, counter) to bits. assembly/random/random.ts is the same, in SIMD.
// Threefry-2x32, 20 rounds: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
import { checkWords } from '../check.ts';

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;

/** Two 32-bit words; only the lower 32 bits of each number count. */
export type Words = readonly [number, number];

/**
 * The 64 random bits that belong to `counter` under `key`, as two unsigned 32-bit integers. Equal arguments give
 * equal bits on every engine.
 *
 * @throws KernelError INVALID_ARGUMENT
 */
export function threefry2x32(key: Words, counter: Words): [number, number] {
  // Drawn from once for every random number: the check proper only where something is wrong.
  if (!(areWords(key) && areWords(counter))) refuse(key, counter);
  const keys = [key[0] | 0, key[1] | 0, key[0] ^ key[1] ^ PARITY];
  let x0 = (counter[0] + keys[0]) | 0;
  let x1 = (counter[1] + keys[1]) | 0;
  for (let round = 0; round < 20; round++) {
    const bits = ROTATIONS[round % 8];
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << bits) | (x1 >>> (32 - bits))) ^ x0;
    if (round % 4 === 3) {
      const group = (round + 1) / 4;
      x0 = (x0 + keys[group % 3]) | 0;
      x1 = (x1 + keys[(group + 1) % 3] + group) | 0;
    }
  }
  return [x0 >>> 0, x1 >>> 0];
}

function areWords(words: Words): boolean {
  return words?.length === 2 && Number.isInteger(words[0]) && Number.isInteger(words[1]);
}

function refuse(key: Words, counter: Words): void {
  checkWords('key', key);
  checkWords('counter', counter);
}
