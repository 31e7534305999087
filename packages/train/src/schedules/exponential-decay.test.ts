import { expect, test } from 'vitest';
import { differenceToTorch, scheduleRates, torchTolerance } from '../testing/schedule-rates.ts';
import { exponentialDecay } from './exponential-decay.ts';

test('falls by a root of the factor within an epoch', () => {
  const rates = scheduleRates(exponentialDecay({ rate: 1, factor: 0.25 }), { updatesPerEpoch: 2, epochs: 2 });
  const expected = [1, 0.5, 0.25, 0.125];
  for (const [i, rate] of rates.entries()) expect(Math.abs(rate - expected[i])).toBeLessThan(1e-15);
});

test("is PyTorch's ExponentialLR at the beginning of each epoch", () => {
  const rates = scheduleRates(exponentialDecay({ rate: 0.1, factor: 0.9 }), {
    updatesPerEpoch: 5,
    epochs: 7,
  });
  const perEpoch = rates.filter((_, update) => update % 5 === 0);
  const name = 'ExponentialLR(0.1, gamma=0.9), per epoch';
  expect(differenceToTorch(perEpoch, name)).toBeLessThan(torchTolerance);
});

test('rises with a factor above 1', () => {
  const rates = scheduleRates(exponentialDecay({ rate: 1, factor: 4 }), { updatesPerEpoch: 1, epochs: 3 });
  expect(rates).toEqual([1, 4, 16]);
});
