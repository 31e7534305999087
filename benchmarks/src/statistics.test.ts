import { expect, test } from 'vitest';
import { geometricMean, median, significant, timing } from './statistics.ts';

test.each([
  [[3], 3],
  [[9, 1, 2], 2],
  [[4, 1, 3, 100], 3.5],
  [[], Number.NaN],
])('the middle of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('a timing is the shortest and the middle, to four digits', () => {
  expect(timing([5.43219, 1.23456, 100])).toEqual({ best: 1.235, median: 5.432 });
  expect(significant(123456)).toBe(123500);
});

test('twice as fast and half as fast are even', () => {
  expect(geometricMean([2, 0.5])).toBeCloseTo(1, 12);
  expect(geometricMean([1, 10, 100])).toBeCloseTo(10, 12);
});
