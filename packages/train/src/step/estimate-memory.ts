// Estimates the memory that fit() needs for a model and, if that is too much, what would fit, without allocating any.
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

/** What determines the memory that `fit` needs. Names and defaults are those of its options. */
export interface TrainingMemoryOptions extends Pick<ObjectiveOptions<never>, 'loss'> {
  /** Number of training samples. */
  readonly samples: number;
  /** Number of validation samples; none by default. */
  readonly validationSamples?: number;
  readonly batchSize?: number;
  readonly accumulate?: number;
  readonly lanes?: number;
  readonly workers?: number | 'auto';
  readonly averageDecay?: number;
  /** Types of the input columns in the model's order. By default those of the graph: bytes for images, otherwise float32. */
  readonly inputTypes?: readonly ColumnType[];
  /** Types of the target columns, in the model's order. By default bytes for class numbers, float32 for other values. */
  readonly targetTypes?: readonly ColumnType[];
  /** Whether threads share memory; by default, whether they can here. */
  readonly sharing?: boolean;
}

/** Bytes that training needs in addition to the model and the caller's data. */
export interface TrainingMemoryEstimate {
  /** Weights, moments, moving average and gradients. */
  readonly vectors: number;
  /** Activations and scratch memory of all workers. */
  readonly plans: number;
  /** Copies of the data for workers. */
  readonly data: number;
  readonly total: number;
  readonly workers: number;
  /** Whether it fits into one WebAssembly memory, which is at most 4 GiB. */
  readonly fits: boolean;
  /**
   * If it does not fit: the number of workers that would, or one worker and the largest batch. Undefined if nothing would
   * fit.
   */
  readonly fitting?: FittingSettings;
}

/** A graph, and what is known about its model. */
export type EstimatedModel = Pick<Model, 'outputs' | 'defaults'> & {
  readonly plan: { readonly graph: Graph } | Obstacle;
};

/** Accepts a network or its graph. @throws TrainError `INVALID_ARGUMENT`; KernelError if it is not a graph */
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
      `The memory that tfjs' tape needs cannot be estimated; ${compiled.obstacle} makes this model train on the tape.`,
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

/** Returns the graph with columns of these types. */
function withTypes(graph: Graph, types: readonly ColumnType[] | undefined): Graph {
  if (!types) return graph;
  const inputs = graph.nodes.flatMap(({ name, operation }) =>
    operation.kind === 'input' ? [{ name, scaled: operation.scaled }] : [],
  );
  check.that(types.length === inputs.length, 'inputTypes', {
    expected: `one type per input: ${inputs.map(({ name }) => `"${name}"`).join(', ')}`,
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
