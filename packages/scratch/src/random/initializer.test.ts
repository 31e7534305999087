// Initial weights: order of drawing, bounds and spread.

import { expect, test } from 'vitest';
import { initializers } from './initializer.ts';
import { RandomState } from './random-state.ts';

const size = { inputs: 200, units: 100 };
const draw = (name: keyof typeof initializers) => initializers[name]({ random: new RandomState(3), ...size });
const variance = (numbers: number[]) => numbers.reduce((sum, n) => sum + n * n, 0) / numbers.length;

test('standardNormal is randn, row by row', () => {
  expect(draw('standardNormal').flat()).toEqual(new RandomState(3).randn(20_000));
});

test('glorotUniform fills -r..r with r = sqrt(6 / 300)', () => {
  const weights = draw('glorotUniform').flat();
  const r = Math.sqrt(6 / 300);
  expect(Math.max(...weights)).toBeLessThan(r);
  expect(Math.max(...weights)).toBeGreaterThan(0.999 * r);
  expect(Math.min(...weights)).toBeGreaterThanOrEqual(-r);
  expect(Math.abs(variance(weights) / (2 / 300) - 1)).toBeLessThan(0.02);
});

test('heNormal has variance 2 / inputs', () => {
  expect(Math.abs(variance(draw('heNormal').flat()) / (2 / 200) - 1)).toBeLessThan(0.03);
});
