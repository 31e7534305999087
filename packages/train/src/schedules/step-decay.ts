// The learning rate falls in steps, with a fixed number of epochs between them.
import { power } from '#deterministic-math';
import { check } from '../check.ts';
import type { Schedule } from './schedule.ts';

/**
 * rate * factor^k, where k is the number of completed periods of `every` epochs; PyTorch's StepLR.
 *
 * @param options.rate rate of the first epochs, above 0
 * @param options.factor above 0; 0.1 by default
 * @param options.every epochs between two steps, an integer
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function stepDecay(options: {
  readonly rate: number;
  readonly factor?: number;
  readonly every: number;
}): Schedule {
  check.options('stepDecay', options, ['rate', 'factor', 'every']);
  const { rate, factor = 0.1, every } = options;
  check.number('rate', rate, { above: 0 });
  check.number('factor', factor, { above: 0 });
  check.wholeNumber('every', every, { min: 1 });
  return ({ epoch }) => rate * power(factor, Math.floor((epoch - 1) / every));
}
