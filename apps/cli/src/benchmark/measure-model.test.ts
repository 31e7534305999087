import { expect, test } from 'vitest';
import { median } from './measure-model.ts';

test.each([
  [[3], 3],
  [[9, 1, 2], 2],
  [[4, 1, 3, 100], 3.5],
  [[], Number.NaN],
])('the middle of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});
