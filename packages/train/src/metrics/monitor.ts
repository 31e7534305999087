// Which quantity of an epoch is monitored, and which values are better: for stop rules, the best epoch and
// reduce-on-plateau.

import { describeValue, nearestName } from '#arguments';
import { check } from '../check.ts';
import type { EpochRecord } from '../events.ts';
import type { Objectives } from '../losses/objectives.ts';
import { TrainError } from '../train-error.ts';
import { betterOf, metricKinds } from './metrics.ts';

/** Which quantity of an epoch is monitored, and how large an improvement must be. */
export interface Monitor {
  /**
   * `loss`, `accuracy` or another metric of the run by its name; for validation with the prefix `val`: `valLoss`,
   * `valMeanAbsoluteError`, or in Keras' form `val_left_auc`.
   */
  readonly quantity: string;
  /** Minimum change that counts as an improvement, exclusive; 0 or more. 0 by default, unless stated otherwise. */
  readonly minDelta?: number;
  /** Whether lower or higher is better. By default lower for losses and errors, higher for other metrics. */
  readonly mode?: 'min' | 'max';
}

/** The quantities of every classification. */
const commonQuantities = ['loss', 'accuracy', 'valLoss', 'valAccuracy'];

/** @throws TrainError `INVALID_ARGUMENT` */
export function checkMonitor(name: string, monitor: Monitor): void {
  check.options(name, monitor, ['quantity', 'minDelta', 'mode']);
  checkQuantity(`${name}.quantity`, monitor.quantity, monitor.mode);
  if (monitor.minDelta !== undefined) check.number(`${name}.minDelta`, monitor.minDelta, { min: 0 });
  if (monitor.mode !== undefined) check.oneOf(`${name}.mode`, monitor.mode, ['min', 'max']);
}

/**
 * Only fit() knows the metrics of a run. Here, a name is rejected if no metric has it, or if it is the caller's own metric
 * and `mode` is missing.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function checkQuantity(name: string, quantity: unknown, mode?: Monitor['mode']): void {
  const kinds = metricKinds.flatMap((kind) => [kind, validationName(kind)]);
  const known = [...commonQuantities, ...kinds.filter((kind) => !commonQuantities.includes(kind))];
  const isText = typeof quantity === 'string' && quantity !== '';
  if (isText && lowerIsBetter(quantity) !== undefined) return;
  // A name close to that of a metric is a mistake; any other name may be a metric of the caller's own.
  if (!isText || nearestName(quantity, known) !== undefined) check.oneOf<string>(name, quantity, known);
  if (mode !== undefined) return;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `${name} expects a metric known to be better when lower or higher, such as ${commonQuantities.join(', ')}; ` +
      `received ${describeValue(quantity)}. For your own metric pass \`mode\`: 'min' or 'max'.`,
  );
}

/** Returns the name of the validation metric: `valAccuracy` for `accuracy`. */
export function validationName(metric: string): string {
  return `val${metric[0].toUpperCase()}${metric.slice(1)}`;
}

/** A quantity as a metric of training or of validation. */
interface Quantity {
  readonly metric: string;
  readonly isValidation: boolean;
}

/** Returns the possible readings of a quantity's name: as it is, as valName, as val_name. */
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

/** Returns the metric of a run that has this name. @throws TrainError `INVALID_ARGUMENT` if there is none */
export function resolveQuantity(name: string, quantity: string, { metrics }: Objectives): Quantity {
  const names = ['loss', ...metrics.map((metric) => metric.name)];
  const found = readings(quantity).find(({ metric }) => names.includes(metric));
  if (found) return found;
  check.oneOf<string>(`${name}'s quantity`, quantity, [...names, ...names.map(validationName)]);
  return { metric: quantity, isValidation: false };
}

const watched = new WeakMap<object, string>();

/** Returns the rule or schedule itself and records that it monitors this quantity. */
export function watching<Rule extends object>({ quantity }: Pick<Monitor, 'quantity'>, rule: Rule): Rule {
  watched.set(rule, quantity);
  return rule;
}

/** Returns the rule or schedule itself and records that it monitors the quantity of `inner`. */
export function watchingAs<Rule extends object>(inner: unknown, rule: Rule): Rule {
  const quantity = watchedBy(inner);
  return quantity ? watching({ quantity }, rule) : rule;
}

/** Returns the quantity that a rule or schedule of this package monitors; undefined if there is none or it is unknown. */
export function watchedBy(rule: unknown): string | undefined {
  return typeof rule === 'function' ? watched.get(rule) : undefined;
}

/** Returns the initial best value: every value except NaN is better. */
export function worst(monitor: Monitor): number {
  return isLower(monitor) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** NaN is never better. */
export function isBetter(monitor: Monitor, { value, than }: { value: number; than: number }): boolean {
  const { minDelta = 0 } = monitor;
  return isLower(monitor) ? value < than - minDelta : value > than + minDelta;
}

/** @throws TrainError `INVALID_ARGUMENT` if the monitor needs validation and the epoch has none */
export function monitored(record: EpochRecord, { quantity }: Pick<Monitor, 'quantity'>): number {
  for (const { metric, isValidation } of readings(quantity)) {
    const value: unknown = isValidation ? validationValue(record, metric) : trainingValue(record, metric);
    if (typeof value === 'number') return value;
  }
  const watched = readings(quantity).at(-1)?.metric;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `${quantity} expects a number in every epoch, as it is monitored; received ` +
      `${describeValue(valueNamed(record, quantity))} in epoch ${record?.epoch}. Pass validation data, or monitor ` +
      `${watched === quantity ? 'loss' : watched?.replace(/^./, (letter) => letter.toLowerCase())}.`,
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
 * Returns the best epoch, from 1; undefined if the history is empty or has only NaN. A change within `minDelta` of the best
 * so far does not count, as in Keras' EarlyStopping with restored weights.
 *
 * @throws TrainError `INVALID_ARGUMENT` if an epoch lacks the quantity
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

/** Returns whether lower is better; known for every checked monitor. */
export function isLower({ quantity, mode }: Pick<Monitor, 'quantity' | 'mode'>): boolean {
  return mode === undefined ? lowerIsBetter(quantity) === true : mode === 'min';
}

/** Decides by the kind of metric at the end of the name, which may follow an output's name; undefined if unknown. */
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
