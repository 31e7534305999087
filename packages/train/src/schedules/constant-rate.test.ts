import { expect, test } from 'vitest';
import { scheduleRates } from '../testing/schedule-rates.ts';
import { constantRate } from './constant-rate.ts';

test('never moves', () => {
  expect(scheduleRates(constantRate(0.5), { updatesPerEpoch: 2, epochs: 2 })).toEqual([0.5, 0.5, 0.5, 0.5]);
});

test('a rate of 0 is rejected', () => {
  expect(() => constantRate(0)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});
