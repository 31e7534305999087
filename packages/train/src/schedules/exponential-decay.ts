// The learning rate falls, or rises, by one factor in each epoch, a little with each update.

import { power } from '#deterministic-math';
import { checkPositive } from '../check-option.ts';
import type { Schedule } from '../schedule.ts';

/**
 * rate * factor^t, where t is the time in epochs, with its fraction: Keras' ExponentialDecay with the updates of an epoch
 * as `decay_steps`, and PyTorch's ExponentialLR in between, too. In whole steps: `stepDecay` with `every: 1`.
 *
 * `rate` is that of the first update, above 0; `factor` that of one epoch, above 0; above 1 the rate rises.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function exponentialDecay({
  rate,
  factor,
}: {
  readonly rate: number;
  readonly factor: number;
}): Schedule {
  checkPositive('rate', rate);
  checkPositive('factor', factor);
  return ({ update, updatesPerEpoch }) => {
    const whole = Math.floor(update / updatesPerEpoch);
    const rest = update / updatesPerEpoch - whole;
    return rate * power(factor, whole) * power(factor, rest);
  };
}
