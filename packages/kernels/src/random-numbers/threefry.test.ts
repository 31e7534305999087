// Threefry-2x32 against the known answers of the Random123 library, the algorithm's own publication.
import { expect, it } from 'vitest';
import { threefry2x32, type Words } from './threefry.ts';

const answers: { key: Words; counter: Words; bits: Words }[] = [
  { key: [0, 0], counter: [0, 0], bits: [0x6b200159, 0x99ba4efe] },
  { key: [0xffffffff, 0xffffffff], counter: [0xffffffff, 0xffffffff], bits: [0x1cb996fc, 0xbb002be7] },
  { key: [0x13198a2e, 0x03707344], counter: [0x243f6a88, 0x85a308d3], bits: [0xc4923a9c, 0x483df7a0] },
];

it.each(answers)('gives the known answer for key $key, counter $counter', ({ key, counter, bits }) => {
  expect(threefry2x32(key, counter)).toEqual(bits);
});

it('counts only the lower 32 bits of its arguments', () => {
  expect(threefry2x32([-1, 2 ** 32 + 5], [-2, 2 ** 32])).toEqual(
    threefry2x32([0xffffffff, 5], [0xfffffffe, 0]),
  );
});
