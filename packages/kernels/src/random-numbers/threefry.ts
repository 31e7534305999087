// Counter-based random numbers: a pure function from key and counter to bits, with its arguments checked. The generator is
// packages/random; assembly/random/random.ts is the same in SIMD.
import { threefry2x32 as generate, type Words } from '#random';
import { checkWords } from '../check.ts';

export type { Words };

/**
 * The 64 random bits that belong to `counter` under `key`, as two unsigned 32-bit integers. Equal arguments give
 * equal bits on every engine.
 *
 * @throws KernelError INVALID_ARGUMENT
 */
export function threefry2x32(key: Words, counter: Words): [number, number] {
  // Called for every random number: the thorough check runs only if something is wrong.
  if (!(areWords(key) && areWords(counter))) refuse(key, counter);
  return generate(key, counter);
}

function areWords(words: Words): boolean {
  return words?.length === 2 && Number.isInteger(words[0]) && Number.isInteger(words[1]);
}

function refuse(key: Words, counter: Words): void {
  checkWords('key', key);
  checkWords('counter', counter);
}
