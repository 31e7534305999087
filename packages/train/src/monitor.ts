// Which number of an epoch is watched, and what counts as better: for stop rules, the best epoch and reduce-on-plateau.
import type { EpochRecord } from './events.ts';
import { TrainError } from './train-error.ts';

/** Which quantity of an epoch is watched, and how much better counts as better. */
export interface Monitor {
  /** Losses are better when lower, accuracies when higher. */
  readonly quantity: 'loss' | 'accuracy' | 'valLoss' | 'valAccuracy';
  /** A change must be larger than this to count as better, 0 or more; 0 by default, where nothing else is said. */
  readonly minDelta?: number;
}

/** What the monitor starts from: everything is better, but NaN. */
export function worst({ quantity }: Monitor): number {
  return lowerIsBetter(quantity) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** NaN is never better. */
export function isBetter(monitor: Monitor, { value, than }: { value: number; than: number }): boolean {
  const { quantity, minDelta = 0 } = monitor;
  return lowerIsBetter(quantity) ? value < than - minDelta : value > than + minDelta;
}

/** @throws TrainError `INVALID_ARGUMENT` where the epoch was not validated and the monitor needs it */
export function monitored(record: EpochRecord, { quantity }: Pick<Monitor, 'quantity'>): number {
  const value = record[quantity];
  if (value !== undefined) return value;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `${quantity} is watched, but epoch ${record.epoch} has none. Pass validation data, or watch ` +
      `${quantity === 'valLoss' ? 'loss' : 'accuracy'}.`,
  );
}

/**
 * The epoch, from 1, after which nothing better came; `undefined` where the history is empty or holds nothing but NaN.
 * A change within `minDelta` of the best so far does not count, as in Keras' EarlyStopping with restored weights.
 *
 * @throws TrainError `INVALID_ARGUMENT` where an epoch lacks what is watched
 * @example bestEpoch(history.epochs, { quantity: 'valLoss' })
 */
export function bestEpoch(history: readonly EpochRecord[], monitor: Monitor): number | undefined {
  let best: number | undefined;
  let than = worst(monitor);
  for (const record of history) {
    const value = monitored(record, monitor);
    if (!isBetter(monitor, { value, than })) continue;
    than = value;
    best = record.epoch;
  }
  return best;
}

function lowerIsBetter(quantity: Monitor['quantity']): boolean {
  return quantity === 'loss' || quantity === 'valLoss';
}
