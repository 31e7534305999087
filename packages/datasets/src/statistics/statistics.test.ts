import { expect, test } from 'vitest';
import { channelStatistics, classBalance, meanImage } from './statistics.ts';

test('of two pixels of two channels, by hand', () => {
  const images = Uint8Array.of(0, 10, 4, 30);
  // Channel 0: 0 and 4, mean 2, deviation 2. Channel 1: 10 and 30, mean 20, deviation 10.
  expect(channelStatistics({ images, shape: [1, 1, 2, 2] })).toEqual({
    mean: [2, 20],
    standardDeviation: [2, 10],
  });
});

test('constant images have no deviation, and no images have no mean', () => {
  const images = new Uint8Array(300).fill(7);
  expect(channelStatistics({ images, shape: [3, 10, 10, 1] })).toEqual({ mean: [7], standardDeviation: [0] });
  expect(channelStatistics({ images: new Uint8Array(0), shape: [0, 1, 1, 1] }).mean[0]).toBeNaN();
});

test('counts and shares of every class, by hand', () => {
  const classNames = ['cat', 'dog', 'fish'];
  expect(classBalance({ labels: Uint8Array.of(1, 0, 1, 1), classNames })).toEqual([
    { label: 0, name: 'cat', count: 1, share: 0.25 },
    { label: 1, name: 'dog', count: 3, share: 0.75 },
    { label: 2, name: 'fish', count: 0, share: 0 },
  ]);
});

test('no images have no shares', () => {
  expect(classBalance({ labels: new Uint8Array(0), classNames: ['cat'] })).toEqual([
    { label: 0, name: 'cat', count: 0, share: 0 },
  ]);
});

const split = {
  images: Uint8Array.of(0, 255, 10, 5, 2, 1),
  labels: Uint8Array.of(0, 1, 0),
  shape: [3, 1, 2, 1],
  classNames: ['a', 'b', 'c'],
} as const;

test('the mean of all images and of a class, by hand', () => {
  expect(meanImage(split)).toEqual({ image: Float64Array.of(4, 87), shape: [1, 2, 1], count: 3 });
  expect(meanImage(split, { label: 0 })).toEqual({
    image: Float64Array.of(1, 128),
    shape: [1, 2, 1],
    count: 2,
  });
});

test('a class without images has no mean, and an unknown class is refused', () => {
  expect(meanImage(split, { label: 2 })).toEqual({
    image: Float64Array.of(NaN, NaN),
    shape: [1, 2, 1],
    count: 0,
  });
  expect(() => meanImage(split, { label: 3 })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: label expects a whole number from 0 to 2; received 3.]`,
  );
});
