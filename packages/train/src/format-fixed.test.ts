import { expect, test } from 'vitest';
import { formatFixed } from './format-fixed.ts';

test.each([
  [0.125, 2, '0.12'],
  [0.375, 2, '0.38'],
  [0.625, 2, '0.62'],
  [0.875, 2, '0.88'],
  [0.5, 0, '0'],
  [1.5, 0, '2'],
  [2.5, 0, '2'],
  [0.0625, 3, '0.062'],
  [0.115, 2, '0.12'],
  [0.145, 2, '0.14'],
  [1, 2, '1.00'],
  [0, 0, '0'],
  [2 / 3, 4, '0.6667'],
])("%d with %d decimals is Python's %s", (value, digits, text) => {
  expect(formatFixed(value, digits)).toBe(text);
});
