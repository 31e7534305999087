import { expect, test } from 'vitest';
import { classSubset } from './class-subset.ts';

const split = {
  images: Uint8Array.of(10, 11, 12, 13, 14),
  labels: Uint8Array.of(0, 1, 2, 1, 0),
  shape: [5, 1, 1, 1],
  classNames: ['bird', 'cat', 'dog'],
} as const;

test('keeps the order of the images and counts labels in the order asked for', () => {
  const subset = classSubset(split, ['dog', 1]);
  expect(Array.from(subset.images)).toEqual([11, 12, 13]);
  expect(Array.from(subset.labels)).toEqual([1, 0, 1]);
  expect(subset.classNames).toEqual(['dog', 'cat']);
  expect(subset.shape).toEqual([3, 1, 1, 1]);
  expect(Array.from(split.labels)).toEqual([0, 1, 2, 1, 0]);
});

test('unknown and repeated classes are refused', () => {
  expect(() => classSubset(split, ['horse'])).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: classes[0] expects a class number 0..2 or one of bird, cat, dog; received "horse" (a string).]`,
  );
  expect(() => classSubset(split, [3])).toThrow(/received 3\./);
  expect(() => classSubset(split, ['cat', 1])).toThrow(/"cat" was named twice/);
});
