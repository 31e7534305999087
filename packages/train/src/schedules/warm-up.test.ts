import { expect, test } from 'vitest';
import { differenceToTorch, scheduleRates, torchTolerance } from '../testing/schedule-rates.ts';
import { cosineDecay } from './cosine-decay.ts';
import { warmUp } from './warm-up.ts';

test('rises linearly, then stays', () => {
  const rates = scheduleRates(warmUp({ epochs: 2, schedule: 1, start: 0 }), {
    updatesPerEpoch: 2,
    epochs: 3,
  });
  expect(rates).toEqual([0, 0.25, 0.5, 0.75, 1, 1]);
});

test("is PyTorch's LinearLR combined with the schedule that follows", () => {
  const schedule = warmUp({ epochs: 1, start: 0.25, schedule: cosineDecay({ from: 0.1 }) });
  const rates = scheduleRates(schedule, { updatesPerEpoch: 4, epochs: 3 });
  const name = 'LinearLR(start_factor=0.25, total_iters=4) over CosineAnnealingLR(0.1, T_max=12)';
  expect(differenceToTorch(rates, name)).toBeLessThan(torchTolerance);
});

test('may last a fraction of an epoch', () => {
  const rates = scheduleRates(warmUp({ epochs: 0.5, schedule: 4, start: 0.5 }), {
    updatesPerEpoch: 4,
    epochs: 1,
  });
  expect(rates).toEqual([2, 3, 4, 4]);
});
