// Known answers of the Random123 library for Threefry-2x32 with 20 rounds.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { below, threefry2x32, threefryInto } from './threefry.ts';

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
  const written = new Uint32Array(2);
  threefryInto(written, key, counter);
  expect([...written]).toEqual(bits);
});

test('only the lower 32 bits of each number count', () => {
  expect(threefry2x32([-1, 2 ** 32 + 5], [-2, 2 ** 32])).toEqual(
    threefry2x32([0xffffffff, 5], [0xfffffffe, 0]),
  );
});

test('neighbouring counters share no word', () => {
  const words = new Set<number>();
  for (let i = 0; i < 1000; i++) for (const word of threefry2x32([1, 2], [0, i])) words.add(word);
  expect(words.size).toBe(2000);
});

test('below takes the remainder of the first word under the largest multiple of the limit', () => {
  const words = [2 ** 32 - 1, 2 ** 32 - 2, 7];
  const next = () => words.shift() ?? Number.NaN;
  // 2^32 - 1 is a multiple of 3, so that its successor alone is refused.
  expect(below(3, next)).toBe((2 ** 32 - 2) % 3);
  expect(below(2 ** 32, next)).toBe(7);
});

test('below reaches every number and no other', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (key, limit) => {
      let counter = 0;
      const next = () => threefry2x32([key, 0], [counter++, 0])[0];
      const drawn = new Set(Array.from({ length: 200 }, () => below(limit, next)));
      expect([...drawn].sort()).toEqual(Array.from({ length: limit }, (_, i) => i));
    }),
    { numRuns: 30 },
  );
});
