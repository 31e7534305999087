import { expect, test } from 'vitest';
import { initialWeightsStream, largestSeed, randomKey, threefry2x32 } from './random-numbers.ts';

// The known answers published with the Random123 library for Threefry-2x32, 20 rounds.
test.each([
  { key: [0, 0], counter: [0, 0], bits: [0x6b200159, 0x99ba4efe] },
  {
    key: [0xffffffff, 0xffffffff],
    counter: [0xffffffff, 0xffffffff],
    bits: [0x1cb996fc, 0xbb002be7],
  },
  {
    key: [0x13198a2e, 0x03707344],
    counter: [0x243f6a88, 0x85a308d3],
    bits: [0xc4923a9c, 0x483df7a0],
  },
] as const)('key $key and counter $counter give the published bits', ({ key, counter, bits }) => {
  expect(threefry2x32(key, counter)).toEqual(bits);
});

test('neighbouring counters share no word', () => {
  const words = new Set<number>();
  for (let i = 0; i < 1000; i++) for (const word of threefry2x32([1, 2], [0, i])) words.add(word);
  expect(words.size).toBe(2000);
});

test('a key is the block of the seed at (stream, index)', () => {
  expect(randomKey({ seed: 0, stream: initialWeightsStream, index: 3 })).toEqual(
    threefry2x32([0, 0], [1, 3]),
  );
  expect(randomKey({ seed: 2 ** 32 + 5, stream: 2, index: 0 })).toEqual(threefry2x32([1, 5], [2, 0]));
});

test('seed, stream and index each change the key, up to the largest seed', () => {
  const keys = [0, 1, 2 ** 32, largestSeed - 1, largestSeed].flatMap((seed) =>
    [1, 2].flatMap((stream) => [0, 1].map((index) => randomKey({ seed, stream, index }).join())),
  );
  expect(new Set(keys).size).toBe(keys.length);
});
