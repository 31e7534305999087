import { expect, test } from 'vitest';
import { channelOf, greyPixels, largestOf, signedPixels, toPixels } from './picture-pixels.ts';

test('grey is spread over three channels, colour is taken as it is', () => {
  const grey = { images: Uint8Array.of(1, 2, 3, 4), shape: [2, 1, 2, 1] as const };
  expect([...toPixels(grey, 1)]).toEqual([3, 3, 3, 255, 4, 4, 4, 255]);
  const colour = { images: Uint8Array.of(9, 8, 7), shape: [1, 1, 1, 3] as const };
  expect([...toPixels(colour, 0)]).toEqual([9, 8, 7, 255]);
  expect([...toPixels(colour, 5)]).toEqual([0, 0, 0, 255]);
});

test('signs are colours, sizes are strengths', () => {
  expect([...signedPixels([1, -0.5, 0], 1)]).toEqual([213, 94, 0, 255, 0, 114, 178, 128, 0, 114, 178, 0]);
  expect([...greyPixels([0, 2, -1], 2)].filter((_, i) => i % 4 === 0)).toEqual([0, 255, 0]);
});

const map = { shape: [1, 3, 2], values: Float32Array.of(1, -2, 3, -4, 5, -6) };

test('a channel is every so manieth value', () => {
  expect([...channelOf(map, 0)]).toEqual([1, 3, 5]);
  expect([...channelOf(map, 1)]).toEqual([-2, -4, -6]);
});

test('maps are drawn on the scale of the largest value, which is never below nothing', () => {
  expect(largestOf(map)).toBe(5);
  expect(largestOf({ values: Float32Array.of(-1) })).toBe(0);
});
