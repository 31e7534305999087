// The learning rate changes by a constant factor per epoch, a little with each update.
import { power } from '#deterministic-math';
import { check } from '../check.ts';
import type { Schedule } from './schedule.ts';

/**
 * rate * factor^t, where t is the time in epochs, including fractions: Keras' ExponentialDecay with `decay_steps` equal to
 * the updates of an epoch, and PyTorch's ExponentialLR at whole epochs. For whole steps, use `stepDecay` with `every: 1`.
 *
 * `rate` is that of the first update, above 0; `factor` that of one epoch, above 0; above 1 the rate rises.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function exponentialDecay(options: { readonly rate: number; readonly factor: number }): Schedule {
  check.options('exponentialDecay', options, ['rate', 'factor']);
  const { rate, factor } = options;
  check.number('rate', rate, { above: 0 });
  check.number('factor', factor, { above: 0 });
  return ({ update, updatesPerEpoch }) => {
    const whole = Math.floor(update / updatesPerEpoch);
    const rest = update / updatesPerEpoch - whole;
    return rate * power(factor, whole) * power(factor, rest);
  };
}
