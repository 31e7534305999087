import { expect, test } from 'vitest';
import type { Split } from '../split/split.ts';
import { syntheticDigits } from '../synthetic/digits.ts';
import { findDuplicates } from './duplicates.ts';

function split(images: readonly (readonly [number, number])[], labels: readonly number[]): Split {
  return {
    images: Uint8Array.from(images.flat()),
    labels: Uint8Array.from(labels),
    shape: [images.length, 1, 2, 1],
    classNames: ['a', 'b'],
  };
}

test('test images that are in the training set, each with the first that equals it', () => {
  const train = split(
    [
      [1, 2],
      [3, 4],
      [1, 2],
    ],
    [0, 1, 0],
  );
  const held = split(
    [
      [3, 4],
      [9, 9],
      [1, 2],
      [2, 1],
    ],
    [1, 0, 1, 0],
  );
  expect(findDuplicates(held, train)).toEqual([
    { index: 0, of: 1, hasSameLabel: true },
    { index: 2, of: 0, hasSameLabel: false },
  ]);
});

test('within one split every copy but the first is reported', () => {
  expect(
    findDuplicates(
      split(
        [
          [1, 2],
          [1, 2],
          [0, 0],
          [1, 2],
        ],
        [0, 0, 1, 1],
      ),
    ),
  ).toEqual([
    { index: 1, of: 0, hasSameLabel: true },
    { index: 3, of: 0, hasSameLabel: false },
  ]);
  expect(findDuplicates(syntheticDigits({ count: 300 }))).toEqual([]);
});

test('images with equal hashes are told apart', () => {
  const four = (a: number, b: number): Split => ({
    images: Uint8Array.of(a >>> 24, a >>> 16, a >>> 8, a, b >>> 24, b >>> 16, b >>> 8, b),
    labels: Uint8Array.of(0, 0),
    shape: [2, 2, 2, 1],
    classNames: ['a'],
  });
  // FNV-1a gives both the same 32 bits.
  const [one, another] = [0x053dd716, 0x19b4ed11];
  expect(findDuplicates(four(one, another))).toEqual([]);
  expect(findDuplicates(four(one, one))).toHaveLength(1);
});

test('images of another shape are refused', () => {
  const other = { ...split([[1, 2]], [0]), shape: [1, 2, 1, 1] } as const;
  expect(() => findDuplicates(split([[1, 2]], [0]), other)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Images to compare must have one shape: [1, 2, 1] and [2, 1, 1] differ.]`,
  );
});
