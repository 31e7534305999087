// The table of metrics, how a metric is specified, and how its sums become part of an event. The contract is metric.ts.
import { check } from '../check.ts';
import { type OwnFunction, plainName } from '../losses/losses.ts';
import {
  type BinaryAccuracySpec,
  binaryAccuracy,
  categoricalAccuracy,
  type TopKAccuracySpec,
  topKCategoricalAccuracy,
} from './accuracy.ts';
import { auc, precision, recall, type ThresholdSpec } from './confusion-counts.ts';
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  cosineSimilarity,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  r2Score,
  rootMeanSquaredError,
} from './mean-errors.ts';
import type { Metric } from './metric.ts';

/** A metric without options, by its name in Keras; `accuracy` becomes the variant that suits output and loss. */
export interface PlainMetricSpec {
  readonly kind:
    | 'accuracy'
    | 'categoricalAccuracy'
    | 'sparseCategoricalAccuracy'
    | 'auc'
    | 'meanSquaredError'
    | 'rootMeanSquaredError'
    | 'meanAbsoluteError'
    | 'meanAbsolutePercentageError'
    | 'meanSquaredLogarithmicError'
    | 'cosineSimilarity'
    | 'categoricalCrossentropy'
    | 'sparseCategoricalCrossentropy'
    | 'binaryCrossentropy'
    | 'r2Score';
}

/** A metric as plain data, discriminated by `kind`. Events and monitors use its `name`, which is the kind by default. */
export type MetricSpec = (PlainMetricSpec | BinaryAccuracySpec | TopKAccuracySpec | ThresholdSpec) & {
  readonly name?: string;
};

/** A metric by name, with default options. */
export type MetricName =
  | MetricSpec['kind']
  | 'acc'
  | 'mse'
  | 'rmse'
  | 'mae'
  | 'mape'
  | 'msle'
  | 'cosine'
  | 'cosineProximity';

const shortNames: Readonly<Record<Exclude<MetricName, MetricSpec['kind']>, MetricSpec['kind']>> = {
  acc: 'accuracy',
  mse: 'meanSquaredError',
  rmse: 'rootMeanSquaredError',
  mae: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  msle: 'meanSquaredLogarithmicError',
  cosine: 'cosineSimilarity',
  cosineProximity: 'cosineSimilarity',
};

// `accuracy` has been replaced by one of the others before the lookup: see accuracyFor.
const metrics: { readonly [Kind in MetricSpec['kind']]: Metric<Extract<MetricSpec, { kind: Kind }>> } = {
  accuracy: categoricalAccuracy,
  categoricalAccuracy,
  sparseCategoricalAccuracy: categoricalAccuracy,
  binaryAccuracy,
  topKCategoricalAccuracy,
  sparseTopKCategoricalAccuracy: topKCategoricalAccuracy,
  precision,
  recall,
  auc,
  meanSquaredError,
  rootMeanSquaredError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredLogarithmicError,
  cosineSimilarity,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy: categoricalCrossentropy,
  binaryCrossentropy,
  r2Score,
};

/** The kinds of metrics by their full names. */
export const metricKinds = Object.keys(metrics) as MetricSpec['kind'][];

const kindsByName = new Map<string, MetricSpec['kind']>(
  [...metricKinds.map((kind) => [kind, kind] as const), ...Object.entries(shortNames)].map(([name, kind]) => [
    plainName(name),
    kind,
  ]),
);

const optionNames: { readonly [Kind in MetricSpec['kind']]?: readonly string[] } = {
  binaryAccuracy: ['threshold'],
  topKCategoricalAccuracy: ['k'],
  sparseTopKCategoricalAccuracy: ['k'],
  precision: ['threshold', 'classId'],
  recall: ['threshold', 'classId'],
};

/** Returns the metric as data, or the function. @throws TrainError `INVALID_ARGUMENT` */
export function readMetric(name: string, choice: unknown): MetricSpec | OwnFunction {
  if (typeof choice === 'function') return choice as OwnFunction;
  if (typeof choice === 'string') return { kind: readKind(name, choice) } as MetricSpec;
  check.record(name, choice, "such as { kind: 'auc' }, the name of a metric, or a function");
  const given = choice as Readonly<Record<string, unknown>>;
  const kind = readKind(`${name}.kind`, given.kind);
  check.options(name, given, ['kind', 'name', ...(optionNames[kind] ?? [])]);
  if (given.name !== undefined) check.text(`${name}.name`, given.name);
  if (given.threshold !== undefined) check.number(`${name}.threshold`, given.threshold, { min: 0, max: 1 });
  if (given.classId !== undefined) check.wholeNumber(`${name}.classId`, given.classId, { min: 0 });
  if (given.k !== undefined) check.wholeNumber(`${name}.k`, given.k, { min: 1 });
  return { ...given, kind } as MetricSpec;
}

function readKind(name: string, value: unknown): MetricSpec['kind'] {
  const kind = typeof value === 'string' ? kindsByName.get(plainName(value)) : undefined;
  if (kind !== undefined) return kind;
  // The value is never one of them: this call throws and names the nearest one.
  check.oneOf<string>(name, value, [...metricKinds, ...Object.keys(shortNames)]);
  return value as MetricSpec['kind'];
}

/** Returns the definition of a metric. */
export function metricOf<Spec extends MetricSpec>(spec: Spec): Metric<Spec> {
  // The kind ties the record to its specification, which TypeScript cannot infer through the union.
  return metrics[spec.kind] as Metric<MetricSpec> as Metric<Spec>;
}

/** Returns whether higher or lower values of this metric are better. */
export function betterOf(kind: MetricSpec['kind']): 'higher' | 'lower' {
  return metrics[kind].better;
}
