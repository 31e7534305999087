import { expect, test } from 'vitest';
import { differenceToTorch, scheduleRates, torchTolerance } from '../testing/schedule-rates.ts';
import { polynomialDecay } from './polynomial-decay.ts';

test('falls linearly by default', () => {
  const rates = scheduleRates(polynomialDecay({ from: 1, to: 0.5 }), { updatesPerEpoch: 2, epochs: 2 });
  expect(rates).toEqual([1, 0.875, 0.75, 0.625]);
});

test('falls along a parabola with power 2', () => {
  const rates = scheduleRates(polynomialDecay({ from: 1, power: 2 }), { updatesPerEpoch: 4, epochs: 1 });
  expect(rates).toEqual([1, 0.5625, 0.25, 0.0625]);
});

test("is PyTorch's PolynomialLR", () => {
  const rates = scheduleRates(polynomialDecay({ from: 0.1, power: 1.5 }), { updatesPerEpoch: 5, epochs: 2 });
  const name = 'PolynomialLR(0.1, total_iters=10, power=1.5)';
  expect(differenceToTorch(rates, name)).toBeLessThan(torchTolerance);
});
