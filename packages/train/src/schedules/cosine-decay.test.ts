import { expect, test } from 'vitest';
import { differenceToTorch, scheduleRates, torchTolerance } from '../testing/schedule-rates.ts';
import { cosineDecay, cosineRestarts } from './cosine-decay.ts';

test('falls along half a cosine: cos 0, pi/3, pi/2, 2 pi/3', () => {
  const rates = scheduleRates(cosineDecay({ from: 1 }), { updatesPerEpoch: 3, epochs: 2 });
  const expected = [1, undefined, 0.75, 0.5, 0.25];
  for (const [i, rate] of expected.entries()) {
    if (rate !== undefined) expect(Math.abs(rates[i] - rate)).toBeLessThan(1e-15);
  }
});

test("is PyTorch's CosineAnnealingLR", () => {
  const rates = scheduleRates(cosineDecay({ from: 0.1, to: 0.001 }), { updatesPerEpoch: 4, epochs: 3 });
  const name = 'CosineAnnealingLR(0.1, T_max=12, eta_min=0.001)';
  expect(differenceToTorch(rates, name)).toBeLessThan(torchTolerance);
});

test("with restarts is PyTorch's CosineAnnealingWarmRestarts", () => {
  const schedule = cosineRestarts({ from: 0.1, to: 0.01, first: 2, growth: 2 });
  const rates = scheduleRates(schedule, { updatesPerEpoch: 2, epochs: 8 });
  const name = 'CosineAnnealingWarmRestarts(0.1, T_0=4, T_mult=2, eta_min=0.01)';
  expect(differenceToTorch(rates, name)).toBeLessThan(torchTolerance);
});

test('restarts at equal intervals by default', () => {
  const rates = scheduleRates(cosineRestarts({ from: 1, first: 1 }), { updatesPerEpoch: 2, epochs: 3 });
  expect(rates.map((rate) => Math.round(rate * 1e9) / 1e9)).toEqual([1, 0.5, 1, 0.5, 1, 0.5]);
});

test.each([{ from: 0 }, { from: 1, to: 2 }, { from: 1, to: -1 }])('%o is rejected', (options) => {
  expect(() => cosineDecay(options)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});
