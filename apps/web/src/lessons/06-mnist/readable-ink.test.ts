import { expect, test } from 'vitest';
import { readableInk } from './readable-ink.ts';

test('greys change their ink where both contrasts are 4.58', () => {
  // Luminance of 117 is 0.178, of 118 0.181; black and white are equal at 0.179.
  expect([0, 117, 118, 255].map((grey) => readableInk([grey]))).toEqual(['#fff', '#fff', '#000', '#000']);
});

test('green is bright, and blue is dark', () => {
  expect(readableInk([0, 255, 0])).toBe('#000');
  expect(readableInk([0, 0, 255])).toBe('#fff');
});
