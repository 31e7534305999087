import { expect, test } from 'vitest';
import { threefry2x32 } from './threefry.ts';

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
