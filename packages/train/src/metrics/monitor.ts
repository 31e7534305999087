// Which number of an epoch is watched, and what counts as better: for stop rules, the best epoch and reduce-on-plateau.

import { describeValue, nearestName } from '#arguments';
import { check } from '../check.ts';
import type { EpochRecord } from '../events.ts';
import type { Objectives } from '../losses/objectives.ts';
import { TrainError } from '../train-error.ts';
import { betterOf, metricKinds } from './metrics.ts';

/** Which quantity of an epoch is watched, and how much better counts as better. */
export interface Monitor {
  /**
   * `loss`, `accuracy` or another metric of the run by its name; of the validation with `val` before it: `valLoss`,
   * `valMeanAbsoluteError`, or as Keras writes it, `val_left_auc`.
   */
  readonly quantity: string;
  /** A change must be larger than this to count as better, 0 or more; 0 by default, where nothing else is said. */
  readonly minDelta?: number;
  /**
   * Whether lower or higher is better. By default what is known of the metric: losses and errors are better when lower, the
   * others when higher.
   */
  readonly mode?: 'min' | 'max';
}

/** What every classification measures. */
const commonQuantities = ['loss', 'accuracy', 'valLoss', 'valAccuracy'];

/** @throws TrainError `INVALID_ARGUMENT` */
export function checkMonitor(name: string, monitor: Monitor): void {
  check.options(name, monitor, ['quantity', 'minDelta', 'mode']);
  checkQuantity(`${name}.quantity`, monitor.quantity, monitor.mode);
  if (monitor.minDelta !== undefined) check.number(`${name}.minDelta`, monitor.minDelta, { min: 0 });
  if (monitor.mode !== undefined) check.oneOf(`${name}.mode`, monitor.mode, ['min', 'max']);
}

/**
 * Which metrics a run has is known to fit() alone; what can be told here is a name that no metric has unless it was given to
 * it, and which way such a one is better.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function checkQuantity(name: string, quantity: unknown, mode?: Monitor['mode']): void {
  const kinds = metricKinds.flatMap((kind) => [kind, validationName(kind)]);
  const known = [...commonQuantities, ...kinds.filter((kind) => !commonQuantities.includes(kind))];
  const isText = typeof quantity === 'string' && quantity !== '';
  if (isText && lowerIsBetter(quantity) !== undefined) return;
  // What is nearly the name of a metric is a mistake; what is far from all of them may be one of the caller's own.
  if (!isText || nearestName(quantity, known) !== undefined) check.oneOf<string>(name, quantity, known);
  if (mode !== undefined) return;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `${name} expects a metric of which it is known whether lower or higher is better, such as ${commonQuantities.join(', ')}; ` +
      `received ${describeValue(quantity)}. For a metric of your own pass \`mode\`: 'min' or 'max'.`,
  );
}

/** What a metric of the validation is called: `valAccuracy` of `accuracy`. */
export function validationName(metric: string): string {
  return `val${metric[0].toUpperCase()}${metric.slice(1)}`;
}

/** A quantity as a metric of training or of validation. */
interface Quantity {
  readonly metric: string;
  readonly isValidation: boolean;
}

/** The ways in which a quantity's name can be read: as it is, as valName, as val_name. */
function readings(quantity: string): Quantity[] {
  const [, upper, rest] = /^val([A-Z])(.*)$/.exec(quantity) ?? [];
  const [, snake] = /^val_(.+)$/.exec(quantity) ?? [];
  return [
    { metric: quantity, isValidation: false },
    ...(upper ? [{ metric: upper.toLowerCase() + rest, isValidation: true }] : []),
    ...(upper ? [{ metric: upper + rest, isValidation: true }] : []),
    ...(snake ? [{ metric: snake, isValidation: true }] : []),
  ];
}

/** What a run of these metrics has under this name. @throws TrainError `INVALID_ARGUMENT` where it is nothing */
export function resolveQuantity(name: string, quantity: string, { metrics }: Objectives): Quantity {
  const names = ['loss', ...metrics.map((metric) => metric.name)];
  const found = readings(quantity).find(({ metric }) => names.includes(metric));
  if (found) return found;
  check.oneOf<string>(`${name}'s quantity`, quantity, [...names, ...names.map(validationName)]);
  return { metric: quantity, isValidation: false };
}

const watched = new WeakMap<object, string>();

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
export function watchedBy(rule: unknown): string | undefined {
  return typeof rule === 'function' ? watched.get(rule) : undefined;
}

/** What the monitor starts from: everything is better, but NaN. */
export function worst(monitor: Monitor): number {
  return isLower(monitor) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** NaN is never better. */
export function isBetter(monitor: Monitor, { value, than }: { value: number; than: number }): boolean {
  const { minDelta = 0 } = monitor;
  return isLower(monitor) ? value < than - minDelta : value > than + minDelta;
}

/** @throws TrainError `INVALID_ARGUMENT` where the epoch was not validated and the monitor needs it */
export function monitored(record: EpochRecord, { quantity }: Pick<Monitor, 'quantity'>): number {
  for (const { metric, isValidation } of readings(quantity)) {
    const value: unknown = isValidation ? validationValue(record, metric) : trainingValue(record, metric);
    if (typeof value === 'number') return value;
  }
  const watched = readings(quantity).at(-1)?.metric;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `${quantity} expects a number in every epoch, as it is watched; received ${describeValue(valueNamed(record, quantity))} in epoch ` +
      `${record?.epoch}. Pass validation data, or watch ${watched === quantity ? 'loss' : watched?.replace(/^./, (letter) => letter.toLowerCase())}.`,
  );
}

function trainingValue(record: EpochRecord, metric: string): unknown {
  if (metric === 'loss') return record?.loss;
  return record?.metrics?.[metric] ?? (metric === 'accuracy' ? record?.accuracy : undefined);
}

function validationValue(record: EpochRecord, metric: string): unknown {
  if (metric === 'loss') return record?.valLoss;
  return record?.valMetrics?.[metric] ?? (metric === 'accuracy' ? record?.valAccuracy : undefined);
}

function valueNamed(record: object | undefined, name: string): unknown {
  return record && Reflect.get(record, name);
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

/** Whether lower is better; a monitor that was checked knows. */
export function isLower({ quantity, mode }: Pick<Monitor, 'quantity' | 'mode'>): boolean {
  return mode === undefined ? lowerIsBetter(quantity) === true : mode === 'min';
}

/** By the kind of metric that the name ends with, behind an output's name perhaps; undefined where it tells nothing. */
function lowerIsBetter(quantity: string): boolean | undefined {
  for (const { metric } of readings(quantity)) {
    const name = metric.slice(metric.lastIndexOf('_') + 1);
    if (name === 'loss') return true;
    // The k of top-k is part of the name.
    const kind = metricKinds.find((one) => one === name.replace(/op\d+/, 'opK'));
    if (kind) return betterOf(kind) === 'lower';
  }
  return undefined;
}
