// The learning rate falls along half a cosine, once or again and again (Loshchilov & Hutter 2017, "SGDR").
import { cosine } from '#deterministic-math';
import { check } from '../check.ts';
import type { Schedule } from './schedule.ts';

/** Where the rate begins and ends. */
export interface CosineDecayOptions {
  /** The rate of the first update, above 0. */
  readonly from: number;
  /** What it falls to, 0 or more: it would be the rate of the first update after the end. 0 by default. */
  readonly to?: number;
}

/**
 * Half a cosine over the whole run: to + (from - to) * (1 + cos(pi t)) / 2 at the share t of the run's updates that is
 * made. Keras' CosineDecay, PyTorch's CosineAnnealingLR.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  check.options('cosineDecay', options, ['from', 'to']);
  const half = halfCosine(options);
  return ({ update, updatesPerEpoch, epochs }) => half(update / (updatesPerEpoch * epochs));
}

/** Where the rate begins and ends in each fall, and how long the falls are. */
export interface CosineRestartsOptions extends CosineDecayOptions {
  /** Length of the first fall in epochs, a whole number. */
  readonly first: number;
  /** How many times as long as the one before each fall is, a whole number; 1 by default. */
  readonly growth?: number;
}

/**
 * Falls as `cosineDecay`, and begins anew from the top after `first` epochs, then after `first * growth` more, and so on;
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
