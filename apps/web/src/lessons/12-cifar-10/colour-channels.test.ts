import { expect, test } from 'vitest';
import { channelPicture, singlePicture } from './colour-channels.ts';
import { bestClass, largestDrop } from './heat-map.ts';

// Two images of 1 x 2 in colour.
const pictures = {
  images: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
  shape: [2, 1, 2, 3] as const,
};

test('a channel keeps its own colour alone', () => {
  expect([...channelPicture(pictures, 1, 1).images]).toEqual([0, 8, 0, 0, 11, 0]);
  expect(channelPicture(pictures, 1, 1).shape).toEqual([1, 1, 2, 3]);
});

test('one image of several', () => {
  expect([...singlePicture(pictures, 1).images]).toEqual([7, 8, 9, 10, 11, 12]);
  expect([...pictures.images.subarray(0, 2)]).toEqual([1, 2]);
});

test('the largest drop, and the most probable class', () => {
  expect(largestDrop(Float32Array.of(-0.5, 0.25, 0))).toBe(0.25);
  expect(largestDrop(Float32Array.of(-0.5))).toBe(0);
  expect(bestClass([0.1, 0.6, 0.3])).toBe(1);
});
