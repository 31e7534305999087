// The learning rate falls along half a cosine, once or repeatedly (Loshchilov & Hutter 2017, "SGDR").
import { cosine } from '#deterministic-math';
import { check } from '../check.ts';
import type { Schedule } from './schedule.ts';

/** Where the rate begins and ends. */
export interface CosineDecayOptions {
  /** The rate of the first update, above 0. */
  readonly from: number;
  /** The final rate, 0 or more, which the first update after the end would have. 0 by default. */
  readonly to?: number;
}

/**
 * Half a cosine over the whole run: to + (from - to) * (1 + cos(pi t)) / 2, where t is the fraction of the run's updates
 * already made. Keras' CosineDecay, PyTorch's CosineAnnealingLR.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  check.options('cosineDecay', options, ['from', 'to']);
  const half = halfCosine(options);
  return ({ update, updatesPerEpoch, epochs }) => half(update / (updatesPerEpoch * epochs));
}

/** Where the rate begins and ends in each cycle, and how long the cycles are. */
export interface CosineRestartsOptions extends CosineDecayOptions {
  /** Length of the first cycle in epochs, an integer. */
  readonly first: number;
  /** Factor by which each cycle is longer than the one before, an integer; 1 by default. */
  readonly growth?: number;
}

/**
 * Falls like `cosineDecay`, and restarts at the top after `first` epochs, then after another `first * growth`, and so on;
 * PyTorch's CosineAnnealingWarmRestarts.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function cosineRestarts(options: CosineRestartsOptions): Schedule {
  check.options('cosineRestarts', options, ['from', 'to', 'first', 'growth']);
  const { first, growth = 1 } = options;
  check.wholeNumber('first', first, { min: 1 });
  check.wholeNumber('growth', growth, { min: 1 });
  const half = halfCosine(options);
  return ({ update, updatesPerEpoch }) => {
    let length = first * updatesPerEpoch;
    let since = update;
    while (since >= length) {
      since -= length;
      length *= growth;
    }
    return half(since / length);
  };
}

function halfCosine({ from, to = 0 }: CosineDecayOptions): (share: number) => number {
  check.number('from', from, { above: 0 });
  check.number('to', to, { min: 0, max: from });
  return (share) => to + ((from - to) * (1 + cosine(Math.PI * share))) / 2;
}
