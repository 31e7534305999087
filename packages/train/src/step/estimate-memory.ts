// How much memory fit() will take for a model, and what would fit where that is too much: worked out without taking any.
import { type ColumnType, type Graph, inferShapes, mixesRows, sizeOf } from '@nn101/kernels/graph';
import { cores } from '#threads';
import { check } from '../check.ts';
import { lossOf } from '../losses/losses.ts';
import { type Objective, type ObjectiveOptions, readObjectives } from '../losses/objectives.ts';
import type { Model, Obstacle } from '../model/model.ts';
import { isNetwork, type Network, outputsOf } from '../model/network.ts';
import { compileLosses, withInputTypes } from '../replica/program-inputs.ts';
import { TrainError } from '../train-error.ts';
import { checkLanes, defaultLanes } from './lanes.ts';
import { type FittingSettings, fittingSettings, replicaGroupBytes } from './training-memory.ts';

/** What decides how much memory `fit` takes; names and defaults are those of its options. */
export interface TrainingMemoryOptions extends Pick<ObjectiveOptions<never>, 'loss'> {
  /** Training samples. */
  readonly samples: number;
  /** Validation samples; none by default. */
  readonly validationSamples?: number;
  readonly batchSize?: number;
  readonly accumulate?: number;
  readonly lanes?: number;
  readonly workers?: number | 'auto';
  readonly averageDecay?: number;
  /** Types of the input columns, in the model's order. By default those of the graph: bytes for images, else float32. */
  readonly inputTypes?: readonly ColumnType[];
  /** Types of the target columns, in the model's order. By default bytes for class numbers, float32 for other values. */
  readonly targetTypes?: readonly ColumnType[];
  /** Whether threads share memory; as it is here by default. */
  readonly sharing?: boolean;
}

/** Bytes of a training, beside the model's own and the caller's data. */
export interface TrainingMemoryEstimate {
  /** Weights, moments, running mean and gradients. */
  readonly vectors: number;
  /** Activations and scratch memory of all workers. */
  readonly plans: number;
  /** Copies of the data for workers. */
  readonly data: number;
  readonly total: number;
  readonly workers: number;
  /** Whether WebAssembly can have so much: 4 GiB in one memory. */
  readonly fits: boolean;
  /** Where it does not: as many workers as would fit, or one and the largest batch. Left out where nothing would. */
  readonly fitting?: FittingSettings;
}

/** A graph, and what is known of the model it came from. */
export type EstimatedModel = Pick<Model, 'outputs' | 'defaults'> & {
  readonly plan: { readonly graph: Graph } | Obstacle;
};

/** A network or its graph alone. @throws TrainError `INVALID_ARGUMENT`; KernelError where it is no graph */
export function estimatedNetwork(network: Network | Graph): EstimatedModel {
  check.record('network', network, '{ nodes, parameters, states, outputs }');
  const graph = isNetwork(network) ? network.graph : network;
  const shapes = inferShapes(graph).map(({ output }) => output);
  return { outputs: outputsOf(graph, shapes), defaults: {}, plan: { graph } };
}

/** @throws TrainError `INVALID_ARGUMENT`; `INVALID_MODEL` for a model that trains on the tape; KernelError `UNSUPPORTED` */
export function estimateMemory(
  model: EstimatedModel,
  options: TrainingMemoryOptions,
): TrainingMemoryEstimate {
  checkEstimate(options);
  const { samples, validationSamples = 0, batchSize = 1000, accumulate = 1, averageDecay } = options;
  const { sharing = typeof SharedArrayBuffer === 'function' } = options;
  const objectives = readObjectives(model, options, { labelled: true });
  const compiled = 'graph' in model.plan ? compileLosses(model.plan.graph, objectives) : model.plan;
  if ('obstacle' in compiled) {
    throw new TrainError(
      'INVALID_MODEL',
      `The memory of a training on tfjs' tape is not known beforehand, and ${compiled.obstacle} keeps this model on it.`,
    );
  }
  const { losses } = compiled;
  const graph = withTypes(compiled.graph, options.inputTypes);
  const rows = Math.min(batchSize * accumulate, samples);
  const { lanes = defaultLanes(rows, { mixesRows: mixesRows(graph), batches: accumulate }) } = options;
  const workers = Math.min(options.workers === 'auto' ? cores() : (options.workers ?? 1), lanes);
  const group = {
    ...{ graph, losses, lanes, samples, validationSamples, workers, sharing },
    ...{ batchSize: batchSize * accumulate, averaged: averageDecay !== undefined },
  };
  const { vectors, plan, total, fits } = replicaGroupBytes(group);
  const memories = sharing ? 1 : workers;
  const copies = workers === 1 ? 0 : memories;
  const rowBytes = inputBytes(graph) + targetBytes(objectives.outputs, options.targetTypes);
  const data = copies * rowBytes * (samples + validationSamples);
  const found = fits ? undefined : fittingSettings(group);
  return {
    ...{ vectors: memories * vectors, plans: workers * plan, data, total: memories * total + data },
    ...{ workers, fits },
    ...(found && { fitting: { ...found, batchSize: Math.floor(found.batchSize / accumulate) } }),
  };
}

const typeBytes: Readonly<Record<ColumnType, number>> = { uint8: 1, int32: 4, float32: 4 };

/** The graph with columns of these types. */
function withTypes(graph: Graph, types: readonly ColumnType[] | undefined): Graph {
  if (!types) return graph;
  const inputs = graph.nodes.flatMap(({ name, operation }) =>
    operation.kind === 'input' ? [{ name, scaled: operation.scaled }] : [],
  );
  check.that(types.length === inputs.length, 'inputTypes', {
    expected: `a type for each of the inputs ${inputs.map(({ name }) => `"${name}"`).join(', ')}`,
    value: types,
  });
  const given = types.map((type, i) => ({
    type,
    ...(type === 'uint8' && { scaled: inputs[i].scaled ?? false }),
  }));
  return withInputTypes(graph, given);
}

/** Bytes of one row of all inputs. */
function inputBytes({ nodes }: Graph): number {
  return nodes.reduce(
    (sum, { operation }) =>
      operation.kind === 'input' ? sum + sizeOf(operation.shape) * typeBytes[operation.type] : sum,
    0,
  );
}

/** Bytes of one row of all targets. */
function targetBytes(outputs: readonly Objective[], types: readonly ColumnType[] = []): number {
  return outputs.reduce((sum, { loss, shape }, i) => {
    const areClasses = typeof loss !== 'function' && lossOf(loss).targets === 'classes';
    const lengths = (areClasses ? shape.slice(0, -1) : shape).map((length) => length ?? 1);
    return sum + sizeOf(lengths) * typeBytes[types[i] ?? (areClasses ? 'uint8' : 'float32')];
  }, 0);
}

const optionNames = [
  ...['samples', 'validationSamples', 'loss', 'batchSize', 'accumulate', 'lanes', 'workers', 'averageDecay'],
  ...['inputTypes', 'targetTypes', 'sharing'],
];

function checkEstimate(options: TrainingMemoryOptions): void {
  check.options('estimateTrainingMemory', options, optionNames);
  const { samples, validationSamples, batchSize, accumulate, lanes, workers, averageDecay, sharing } =
    options;
  check.wholeNumber('samples', samples, { min: 1 });
  if (validationSamples !== undefined) check.wholeNumber('validationSamples', validationSamples, { min: 0 });
  for (const [name, count] of Object.entries({ batchSize, accumulate })) {
    if (count !== undefined) check.wholeNumber(name, count, { min: 1 });
  }
  if (lanes !== undefined) checkLanes(lanes);
  if (workers !== undefined && workers !== 'auto') check.wholeNumber('workers', workers, { min: 1 });
  if (averageDecay !== undefined) check.number('averageDecay', averageDecay, { min: 0, below: 1 });
  if (sharing !== undefined) check.flag('sharing', sharing);
  checkTypes('inputTypes', options.inputTypes);
  checkTypes('targetTypes', options.targetTypes);
}

function checkTypes(name: string, types: readonly ColumnType[] | undefined): void {
  if (types === undefined) return;
  check.list(name, types);
  for (const [i, type] of types.entries()) {
    check.oneOf(`${name}[${i}]`, type, Object.keys(typeBytes) as ColumnType[]);
  }
}
