import { expect, test } from 'vitest';
import { meanImage } from './mean-image.ts';

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

test('a class without images has no mean, and one that is none is refused', () => {
  expect(meanImage(split, { label: 2 })).toEqual({
    image: Float64Array.of(NaN, NaN),
    shape: [1, 2, 1],
    count: 0,
  });
  expect(() => meanImage(split, { label: 3 })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: label expects a whole number from 0 to 2; received 3.]`,
  );
});
