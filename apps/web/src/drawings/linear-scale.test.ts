import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTicks, clamp, linearScale } from './linear-scale.ts';

test('a scale goes there and back, also upside down', () => {
  const scale = linearScale([-2, 2], [100, 0]);
  expect(scale(-2)).toBe(100);
  expect(scale(1)).toBe(25);
  expect(scale.invert(25)).toBe(1);
});

test('ticks are round and lie within', () => {
  expect(axisTicks([-6, 6], 6)).toEqual([-6, -4, -2, 0, 2, 4, 6]);
  expect(axisTicks([0, 0.35], 4)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(axisTicks([0, 1], 3)).toEqual([0, 0.5, 1]);
});

test('there are never many more ticks than asked for', () => {
  const interval = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 5000 }));
  fc.assert(
    fc.property(interval, fc.integer({ min: 1, max: 12 }), ([from, length], count) => {
      const ticks = axisTicks([from, from + length], count);
      expect(ticks.length).toBeLessThanOrEqual(count + 1);
      expect(ticks.every((tick) => tick >= from && tick <= from + length)).toBe(true);
    }),
  );
});

test('what is beyond an end is put there', () => {
  expect([-3, 0.5, 9].map((value) => clamp(value, { least: 0, most: 1 }))).toEqual([0, 0.5, 1]);
});
