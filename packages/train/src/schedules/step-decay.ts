// The learning rate falls in steps, some epochs apart.

import { power } from '#deterministic-math';
import { checkPositive, checkWholeNumber } from '../check-option.ts';
import type { Schedule } from '../schedule.ts';

/**
 * rate * factor^k, where k is the number of whole `every` epochs that are over; PyTorch's StepLR.
 *
 * @param options.rate of the first epochs, above 0
 * @param options.factor above 0; 0.1 by default
 * @param options.every epochs between two steps, a whole number
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function stepDecay(options: {
  readonly rate: number;
  readonly factor?: number;
  readonly every: number;
}): Schedule {
  const { rate, factor = 0.1, every } = options;
  checkPositive('rate', rate);
  checkPositive('factor', factor);
  checkWholeNumber({ name: 'every', value: every, least: 1 });
  return ({ epoch }) => rate * power(factor, Math.floor((epoch - 1) / every));
}
