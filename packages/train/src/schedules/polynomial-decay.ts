// The learning rate falls along a power of the remaining time; with power 1, linearly.
import { power } from '#deterministic-math';
import { check } from '../check.ts';
import type { Schedule } from './schedule.ts';

/**
 * to + (from - to) * (1 - t)^power, where t is the fraction of the run's updates already made; Keras' PolynomialDecay,
 * PyTorch's PolynomialLR.
 *
 * @param options.from the rate of the first update, above 0
 * @param options.to the final rate, from 0 to `from`; 0 by default
 * @param options.power above 0; 1 by default
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function polynomialDecay(options: {
  readonly from: number;
  readonly to?: number;
  readonly power?: number;
}): Schedule {
  check.options('polynomialDecay', options, ['from', 'to', 'power']);
  const { from, to = 0, power: exponent = 1 } = options;
  check.number('from', from, { above: 0 });
  check.number('to', to, { min: 0, max: from });
  check.number('power', exponent, { above: 0 });
  return ({ update, updatesPerEpoch, epochs }) =>
    to + (from - to) * power(1 - update / (updatesPerEpoch * epochs), exponent);
}
