// The learning rate that never moves.
import { check } from '../check.ts';
import type { Schedule } from './schedule.ts';

/** `rate` at every update, above 0; what a plain number for `learningRate` means. @throws TrainError `INVALID_ARGUMENT` */
export function constantRate(rate: number): Schedule {
  check.number('rate', rate, { above: 0 });
  return () => rate;
}
