// Which number of an epoch is watched, and what counts as better: for stop rules, the best epoch and reduce-on-plateau.

import { describeValue } from '#arguments';
import { check } from './check.ts';
import type { EpochRecord } from './events.ts';
import { TrainError } from './train-error.ts';

/** Which quantity of an epoch is watched, and how much better counts as better. */
export interface Monitor {
  /** Losses are better when lower, accuracies when higher. */
  readonly quantity: 'loss' | 'accuracy' | 'valLoss' | 'valAccuracy';
  /** A change must be larger than this to count as better, 0 or more; 0 by default, where nothing else is said. */
  readonly minDelta?: number;
}

/** What can be watched. */
export const quantities = [
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
] as const satisfies Monitor['quantity'][];

/** @throws TrainError `INVALID_ARGUMENT` */
export function checkMonitor(name: string, monitor: Monitor): void {
  check.options(name, monitor, ['quantity', 'minDelta']);
  check.oneOf(`${name}.quantity`, monitor.quantity, quantities);
  if (monitor.minDelta !== undefined) check.number(`${name}.minDelta`, monitor.minDelta, { min: 0 });
}

const watched = new WeakMap<object, Monitor['quantity']>();

/** The rule or schedule itself, remembered as one that watches this quantity. */
export function watching<Rule extends object>({ quantity }: Pick<Monitor, 'quantity'>, rule: Rule): Rule {
  watched.set(rule, quantity);
  return rule;
}

/** The rule or schedule itself, remembered as one that watches whatever `inner` does. */
export function watchingAs<Rule extends object>(inner: unknown, rule: Rule): Rule {
  const quantity = watchedBy(inner);
  return quantity ? watching({ quantity }, rule) : rule;
}

/** What a rule or schedule of this package watches; undefined where it watches nothing or that cannot be known. */
export function watchedBy(rule: unknown): Monitor['quantity'] | undefined {
  return typeof rule === 'function' ? watched.get(rule) : undefined;
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
  const value: unknown = record?.[quantity];
  if (typeof value === 'number') return value;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `${quantity} expects a number in every epoch, as it is watched; received ${describeValue(value)} in epoch ` +
      `${record?.epoch}. Pass validation data, or watch ` +
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
  check.list('history', history);
  for (const [i, record] of history.entries()) check.record(`history[${i}]`, record);
  checkMonitor('monitor', monitor);
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
