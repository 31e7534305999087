import { expect, test } from 'vitest';
import { classSubset, concatenate, select } from './select.ts';
import type { Split } from './split.ts';

function numbered(first: number, count: number): Split {
  const images = Uint8Array.from({ length: count }, (_, at) => first + at);
  return {
    images,
    labels: images.map((value) => value % 2),
    shape: [count, 1, 1, 1],
    classNames: ['even', 'odd'],
  };
}

const set = { train: numbered(0, 10), test: numbered(100, 4) };

test('one range, or ranges that continue each other, are views', () => {
  const part = select(set, 'train[2:4]+train[4:7]');
  expect(Array.from(part.images)).toEqual([2, 3, 4, 5, 6]);
  expect(part.images.buffer).toBe(set.train.images.buffer);
  expect(part.shape).toEqual([5, 1, 1, 1]);
});

test('a sum is in the order it is written, and an image named twice comes twice', () => {
  const part = select(set, 'test[-1:]+train[:2]+train[1:3]');
  expect(Array.from(part.images)).toEqual([103, 0, 1, 1, 2]);
  expect(Array.from(part.labels)).toEqual([1, 0, 1, 1, 0]);
});

test('splits of other images or classes are not joined', () => {
  const other = { ...numbered(0, 1), classNames: ['a', 'b'] };
  expect(() => concatenate([set.train, other])).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Splits to join expect images [1,1,1] of even, odd, received images [1,1,1] of a, b.]`,
  );
  expect(() => concatenate([])).toThrow('splits expects an array of at least 1; received an empty array.');
});

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
