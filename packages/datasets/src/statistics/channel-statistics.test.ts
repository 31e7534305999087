import { expect, test } from 'vitest';
import { channelStatistics } from './channel-statistics.ts';

test('of two pixels of two channels, by hand', () => {
  const images = Uint8Array.of(0, 10, 4, 30);
  // Channel 0: 0 and 4, mean 2, deviation 2. Channel 1: 10 and 30, mean 20, deviation 10.
  expect(channelStatistics({ images, shape: [1, 1, 2, 2] })).toEqual({ mean: [2, 20], std: [2, 10] });
});

test('constant images have no deviation, and no images have no mean', () => {
  const images = new Uint8Array(300).fill(7);
  expect(channelStatistics({ images, shape: [3, 10, 10, 1] })).toEqual({ mean: [7], std: [0] });
  expect(channelStatistics({ images: new Uint8Array(0), shape: [0, 1, 1, 1] }).mean[0]).toBeNaN();
});
