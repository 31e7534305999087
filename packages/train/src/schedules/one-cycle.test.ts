import { expect, test } from 'vitest';
import { differenceToTorch, scheduleRates, torchTolerance } from '../testing/schedule-rates.ts';
import { oneCycle } from './one-cycle.ts';

test("is PyTorch's OneCycleLR with its defaults", () => {
  const rates = scheduleRates(oneCycle({ peak: 0.1 }), { updatesPerEpoch: 10, epochs: 2 });
  expect(differenceToTorch(rates, 'OneCycleLR(max_lr=0.1, total_steps=20)')).toBeLessThan(torchTolerance);
});

test("is PyTorch's OneCycleLR with a peak between two updates", () => {
  const schedule = oneCycle({ peak: 0.01, rise: 0.4, startDivisor: 10, endDivisor: 100 });
  const rates = scheduleRates(schedule, { updatesPerEpoch: 7, epochs: 1 });
  const name = 'OneCycleLR(max_lr=0.01, total_steps=7, pct_start=0.4, div_factor=10, final_div_factor=100)';
  expect(differenceToTorch(rates, name)).toBeLessThan(torchTolerance);
});

test.each([0, 0.01, 1])('stays between its bounds if it rises for %f of the run', (rise) => {
  for (const updatesPerEpoch of [1, 2, 50]) {
    for (const rate of scheduleRates(oneCycle({ peak: 1, rise }), { updatesPerEpoch, epochs: 1 })) {
      expect(rate).toBeGreaterThan(0);
      expect(rate).toBeLessThanOrEqual(1);
    }
  }
});
