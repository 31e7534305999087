// The learning rate that never moves.
import { checkPositive } from '../check-option.ts';
import type { Schedule } from '../schedule.ts';

/** `rate` at every update, above 0; what a plain number for `learningRate` means. @throws TrainError `INVALID_ARGUMENT` */
export function constantRate(rate: number): Schedule {
  checkPositive('rate', rate);
  return () => rate;
}
