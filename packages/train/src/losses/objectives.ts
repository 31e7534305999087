// What a model is trained on and measured by: a loss with its weight for each output, and metrics. They come from fit()'s
// options, otherwise from model.compile(), otherwise from the kind of data. The kinds are in losses.ts and ../metrics/.
import { check } from '../check.ts';
import { isList } from '../data/read-column.ts';
import { type MetricName, type MetricSpec, readMetric } from '../metrics/metrics.ts';
import type { Model } from '../model/model.ts';
import { TrainError } from '../train-error.ts';
import { type LossName, type LossSpec, lossOf, type OwnFunction, readLoss } from './losses.ts';

/** What a model is trained on and measured by. */
export interface ObjectiveOptions<Own = OwnFunction> {
  /**
   * The loss, or the losses of several outputs in order or by name. By default those that the model was compiled with,
   * otherwise categorical cross-entropy if the data has labels.
   */
  readonly loss?:
    | LossName
    | LossSpec
    | Own
    | readonly (LossName | LossSpec | Own)[]
    | Readonly<Record<string, LossName | LossSpec | Own>>;
  /** Factors of the losses of several outputs, in order or by name; 1 by default. */
  readonly lossWeights?: readonly number[] | Readonly<Record<string, number>>;
  /**
   * Metrics in addition to the loss, for every output or by the outputs' names. By default those that the model was
   * compiled with; accuracy is always measured if the targets are classes.
   */
  readonly metrics?:
    | MetricName
    | MetricSpec
    | Own
    | readonly (MetricName | MetricSpec | Own)[]
    | Readonly<Record<string, MetricName | MetricSpec | Own | readonly (MetricName | MetricSpec | Own)[]>>;
}

/** The names of these options. */
export const objectiveOptionNames = ['loss', 'lossWeights', 'metrics'] as const;

/** What one output is trained on. */
export interface Objective {
  /** The output's name. */
  readonly name: string;
  /** The shape of one sample; null for a length that the model leaves open. */
  readonly shape: readonly (number | null)[];
  readonly loss: LossSpec | OwnFunction;
  readonly weight: number;
}

/** A metric of a run. */
export interface RunMetric {
  /** Its name in events and monitors. */
  readonly name: string;
  /** Index of the output. */
  readonly output: number;
  /** `loss` is the mean loss of that output. */
  readonly metric: MetricSpec | OwnFunction | 'loss';
}

/** Losses and metrics of a run, in the order of the model's outputs. */
export interface Objectives {
  readonly outputs: readonly Objective[];
  readonly metrics: readonly RunMetric[];
}

/** @throws TrainError `INVALID_ARGUMENT`, `INVALID_MODEL` if there is no loss, or one that is unknown */
export function readObjectives(
  model: Pick<Model, 'outputs' | 'defaults'>,
  options: ObjectiveOptions,
  { labelled }: { readonly labelled: boolean },
): Objectives {
  const { outputs } = model;
  if (outputs.length === 0) {
    throw new TrainError('INVALID_MODEL', 'The model has no input yet. Give its first layer an inputShape.');
  }
  const names = outputs.map(({ name }) => name);
  const losses = lossesOf(model, options, { names, labelled });
  const weights = readWeights(options, names);
  const objectives = names.map((name, i) => ({
    name,
    shape: outputs[i].shape,
    loss: losses[i],
    weight: weights[i],
  }));
  return { outputs: objectives, metrics: metricsOf(model, options, objectives) };
}

function lossesOf(
  model: Pick<Model, 'defaults'>,
  { loss }: ObjectiveOptions,
  { names, labelled }: { readonly names: readonly string[]; readonly labelled: boolean },
): (LossSpec | OwnFunction)[] {
  const choice = loss === undefined ? model.defaults.loss : loss;
  if (choice !== undefined) {
    return perOutput('loss', choice, names).map((one, i) =>
      readLoss(names.length === 1 ? 'loss' : `loss.${names[i]}`, one),
    );
  }
  if (labelled && names.length === 1) return [{ kind: 'categoricalCrossentropy' }];
  throw new TrainError(
    'INVALID_ARGUMENT',
    `loss expects a loss for ${names.length === 1 ? 'the output' : 'each output:'} ${names.map((name) => `"${name}"`).join(', ')}, as the ` +
      "model was not compiled with one; received nothing. Use 'meanSquaredError' for numbers, " +
      "'sparseCategoricalCrossentropy' for class numbers, 'binaryCrossentropy' for 0 and 1.",
  );
}

/** Returns one value per output: from a list in order, from a record by name, otherwise the same for all. */
function perOutput(name: string, value: unknown, names: readonly string[]): unknown[] {
  if (Array.isArray(value)) {
    check.that(value.length === names.length, name, {
      expected: `one for each of the outputs ${names.join(', ')}`,
      value,
    });
    return value;
  }
  if (!isByOutput(value, names)) return names.map(() => value);
  checkNames(name, value, names);
  return names.map((output) => {
    const one = (value as Readonly<Record<string, unknown>>)[output];
    if (one === undefined && name === 'lossWeights') return 1;
    check.that(one !== undefined, `${name}.${output}`, { expected: 'a loss', value: one });
    return one;
  });
}

function readWeights({ lossWeights }: ObjectiveOptions, names: readonly string[]): number[] {
  if (lossWeights === undefined) return names.map(() => 1);
  check.that(Array.isArray(lossWeights) || isByOutput(lossWeights, names), 'lossWeights', {
    expected: `an array of numbers or an object with one for each of the outputs ${names.join(', ')}`,
    value: lossWeights,
  });
  return perOutput('lossWeights', lossWeights, names).map((weight, i) => {
    check.number(`lossWeights.${names[i]}`, weight, { min: 0 });
    return weight;
  });
}

// A record with a kind is one loss or metric, unless an output has that name.
function isByOutput(value: unknown, names: readonly string[]): value is object {
  if (typeof value !== 'object' || value === null || isList(value)) return false;
  return !('kind' in value) || names.includes('kind');
}

/** @throws TrainError `INVALID_ARGUMENT` for a name that is not that of an output */
function checkNames(name: string, value: object, names: readonly string[]): void {
  for (const given of Object.keys(value)) check.oneOf<string>(`a name in ${name}`, given, names);
}

function metricsOf(
  model: Pick<Model, 'defaults'>,
  options: ObjectiveOptions,
  objectives: readonly Objective[],
): RunMetric[] {
  const given = options.metrics === undefined ? (model.defaults.metrics ?? []) : options.metrics;
  const names = objectives.map(({ name }) => name);
  const byOutput = !Array.isArray(given) && isByOutput(given, names);
  if (byOutput) checkNames('metrics', given, names);
  const several = objectives.length > 1;
  const metrics = objectives.flatMap((objective, output) => {
    const choices = byOutput ? (given as Readonly<Record<string, unknown>>)[objective.name] : given;
    const where = byOutput ? `metrics.${objective.name}` : 'metrics';
    const read = metricList(choices, where).map((metric) => suited(metric, objective));
    const prefix = several ? `${objective.name}_` : '';
    return [
      ...(several ? [{ name: `${prefix}loss`, output, metric: 'loss' as const }] : []),
      ...withAccuracy(read, objective).map(({ name, metric }) => ({ name: prefix + name, output, metric })),
    ];
  });
  for (const [i, { name }] of metrics.entries()) {
    check.that(metrics.findIndex((other) => other.name === name) === i, 'metrics', {
      expected: "metrics with different names, set by `name`, such as { kind: 'precision', name: 'strict' }",
      value: name,
    });
  }
  return metrics;
}

function metricList(choices: unknown, where: string): (MetricSpec | OwnFunction)[] {
  if (choices === undefined) return [];
  if (!Array.isArray(choices)) return [readMetric(where, choices)];
  return choices.map((choice, i) => readMetric(`${where}[${i}]`, choice));
}

interface NamedMetric {
  readonly name: string;
  readonly metric: MetricSpec | OwnFunction;
}

/** Returns a metric with its name; accuracy becomes the variant that suits the output. */
function suited(metric: MetricSpec | OwnFunction, objective: Objective): NamedMetric {
  if (typeof metric === 'function') return { name: metric.name || 'metric', metric };
  const { kind, name = nameOf(metric) } = metric;
  return { name, metric: kind === 'accuracy' ? accuracyFor(objective) : metric };
}

// Two of these with different k are different metrics.
function nameOf(metric: MetricSpec): string {
  if (!('k' in metric) || metric.k === undefined || metric.k === 5) return metric.kind;
  return metric.kind.replace('opK', `op${metric.k}`);
}

function accuracyFor({ shape, loss }: Objective): MetricSpec {
  const isBinary = shape.at(-1) === 1 || (typeof loss !== 'function' && loss.kind === 'binaryCrossentropy');
  return { kind: isBinary ? 'binaryAccuracy' : 'categoricalAccuracy' };
}

// Classifiers always report accuracy, as they did before metrics could be chosen.
function withAccuracy(metrics: readonly NamedMetric[], objective: Objective): readonly NamedMetric[] {
  const isMeasured = metrics.some(({ name }) => name === 'accuracy');
  if (isMeasured || !classifies(objective)) return metrics;
  return [{ name: 'accuracy', metric: accuracyFor(objective) }, ...metrics];
}

function classifies({ loss, shape }: Objective): boolean {
  if (typeof loss === 'function') return false;
  return lossOf(loss).targets === 'classes' || (loss.kind === 'binaryCrossentropy' && shape.at(-1) === 1);
}
