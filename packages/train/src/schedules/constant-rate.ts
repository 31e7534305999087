// A constant learning rate.
import { check } from '../check.ts';
import type { Schedule } from './schedule.ts';

/**
 * Returns `rate`, above 0, for every update; equivalent to a number as `learningRate`. @throws TrainError
 * `INVALID_ARGUMENT`
 */
export function constantRate(rate: number): Schedule {
  check.number('rate', rate, { above: 0 });
  return () => rate;
}
