import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batches, type Split, slice } from './split.ts';

function numbered(count: number): Split {
  return {
    images: Uint8Array.from({ length: count * 4 }, (_, at) => Math.floor(at / 4)),
    labels: Uint8Array.from({ length: count }, (_, at) => at % 3),
    shape: [count, 2, 1, 2],
    classNames: ['a', 'b', 'c'],
  };
}

test('a slice is a view of the same memory, its bounds clamped', () => {
  const split = numbered(5);
  const part = slice(split, 3, 99);
  expect(part.shape).toEqual([2, 2, 1, 2]);
  expect(Array.from(part.images)).toEqual([3, 3, 3, 3, 4, 4, 4, 4]);
  expect(Array.from(part.labels)).toEqual([0, 1]);
  expect(part.images.buffer).toBe(split.images.buffer);
  expect(slice(split, 4, 2).shape[0]).toBe(0);
});

test('batches cover every image once, in order, the last one shorter', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.integer({ min: 1, max: 12 }), (count, batchSize) => {
      const parts = [...batches(numbered(count), { batchSize })];
      expect(parts.flatMap(({ images }) => Array.from(images))).toEqual(Array.from(numbered(count).images));
      expect(parts.length).toBe(Math.ceil(count / batchSize));
      expect(parts.slice(0, -1).every(({ shape }) => shape[0] === batchSize)).toBe(true);
    }),
  );
});

test('a batch size of 0 is refused', () => {
  expect(() => [...batches(numbered(3), { batchSize: 0 })]).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: batchSize expects a whole number of 1 or more; received 0.]`,
  );
});
