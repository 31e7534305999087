import { expect, test } from 'vitest';
import { differenceToTorch, scheduleRates, torchTolerance } from '../testing/schedule-rates.ts';
import { stepDecay } from './step-decay.ts';

test('falls at the beginning of every second epoch', () => {
  const schedule = stepDecay({ rate: 0.5, factor: 0.25, every: 2 });
  expect(scheduleRates(schedule, { updatesPerEpoch: 2, epochs: 5 })).toEqual(
    [0.5, 0.5, 0.125, 0.125, 0.03125].flatMap((rate) => [rate, rate]),
  );
});

test("is PyTorch's StepLR", () => {
  const rates = scheduleRates(stepDecay({ rate: 0.1, factor: 0.5, every: 3 }), {
    updatesPerEpoch: 1,
    epochs: 7,
  });
  const name = 'StepLR(0.1, step_size=3, gamma=0.5), per epoch';
  expect(differenceToTorch(rates, name)).toBeLessThan(torchTolerance);
});

test.each([{ rate: -1 }, { factor: 0 }, { every: 0.5 }])('%o is rejected', (fault) => {
  expect(() => stepDecay({ rate: 0.1, every: 1, ...fault })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
});
