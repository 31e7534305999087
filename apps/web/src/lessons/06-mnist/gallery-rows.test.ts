import fc from 'fast-check';
import { expect, test } from 'vitest';
import { galleryRows } from './gallery-rows.ts';

test('as many different rows as were asked for, all inside, the same for the same seed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 0, max: 40 }),
      fc.nat(2 ** 31),
      (size, count, seed) => {
        const rows = galleryRows({ size, count, seed });
        expect(new Set(rows).size).toBe(Math.min(size, count));
        expect(rows.every((row) => row >= 0 && row < size)).toBe(true);
        expect(galleryRows({ size, count, seed })).toEqual(rows);
      },
    ),
  );
});

test('another seed shows other images', () => {
  const of = (seed: number) => galleryRows({ size: 60_000, count: 15, seed });
  expect(of(0).filter((row) => of(1).includes(row))).toEqual([]);
});
