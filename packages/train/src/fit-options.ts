// The options of fit(), their defaults and their validation.

import { type Arithmetic, mixesRows } from '@nn101/kernels/graph';
import type { Augmentation } from './augmentation/augmentation.ts';
import { checkAugmentation } from './augmentation/augmentation-kinds.ts';
import { check } from './check.ts';
import { type Checkpoint, checkCheckpoint } from './checkpoint/checkpoint.ts';
import { type BatchSource, isBatchSource } from './data/batch-source.ts';
import { imageShapeOf } from './data/prepare-batch.ts';
import { isLabelled, readTable } from './data/read-table.ts';
import type { Table, TrainingData } from './data/training-data.ts';
import { checkSignal } from './event-loop.ts';
import { checkOutputs, probeOutputs } from './losses/check-outputs.ts';
import { checkClassWeights, checkSampleWeights, checkSmoothing } from './losses/check-weights.ts';
import type { OwnFunction } from './losses/losses.ts';
import {
  type ObjectiveOptions,
  type Objectives,
  objectiveOptionNames,
  readObjectives,
} from './losses/objectives.ts';
import { checkMonitor, type Monitor, resolveQuantity, watchedBy } from './metrics/monitor.ts';
import type { Model } from './model/model.ts';
import { checkOptimizer, type OptimizerSpec } from './optimizer/optimizer.ts';
import { checkRate, type Schedule } from './schedules/schedule.ts';
import { checkArithmetic, type PlannedProgram, planFor, workersFor } from './step/choose-engine.ts';
import { checkLanes, defaultLanes } from './step/lanes.ts';
import type { StopRule } from './stop-rules/stop-rule.ts';
import { TrainError } from './train-error.ts';

/** What to train on, for how long, and how. Equal options and seeds give identical bits with any number of workers. */
export interface FitOptions<Own = OwnFunction> extends ObjectiveOptions<Own> {
  /** The training data, in memory or batch by batch. It is only read. */
  readonly train: TrainingData | BatchSource;
  /** Data on which loss and metrics are measured after each epoch; none by default. */
  readonly validation?: TrainingData;
  /** Number of passes over the training data, 1 or more. */
  readonly epochs: number;
  /**
   * Samples per step, 1 or more; the last step of an epoch has the remaining ones. If `train` is a batch source, the
   * maximum size of a batch. 1000 by default.
   */
  readonly batchSize?: number;
  /** Batches per epoch. Required if `train` is a batch source, and allowed only then. */
  readonly stepsPerEpoch?: number;
  /**
   * Batches whose gradients make one update, 1 by default. Equivalent to a batch that many times larger, in the same
   * memory.
   */
  readonly accumulate?: number;
  /** Seed of shuffling, dropout and augmentation: an integer of 0 or more. The default, 0, is a seed like any other. */
  readonly seed?: number;
  /** The step size of the optimizer, above 0, or a schedule. By default 0.001, or the rate that the model was compiled with. */
  readonly learningRate?: number | Schedule;
  /** By default Adam with Keras' constants, or the optimizer that the model was compiled with. */
  readonly optimizer?: OptimizerSpec;
  /** Maximum norm of the gradient of all parameters together; larger ones are scaled down (Keras' global_clipnorm). */
  readonly clipNorm?: number;
  /** Each element of the gradient is clipped to ± this value. */
  readonly clipValue?: number;
  /** Fraction of each label that is spread over all classes, from 0 to below 1; 0 by default. For cross-entropies only. */
  readonly labelSmoothing?: number;
  /** Weight of each class in the loss of a model with one output; 1 by default. */
  readonly classWeights?: readonly number[];
  /** Weight of each training sample in the loss; 1 by default. */
  readonly sampleWeights?: Float32Array;
  /**
   * Decay of an exponential moving average of the weights, from 0 to below 1; no average by default. The average is
   * validated, and the model has it at the end. Each update moves it by 1 - averageDecay of the difference.
   */
  readonly averageDecay?: number;
  /** Random changes to the training images before each step; none by default. */
  readonly augmentation?: Augmentation;
  /**
   * Threads that share the work, or 'auto' for one per core (one if the model trains on the tape). The result is the same
   * to the bit. 1 by default.
   */
  readonly workers?: number | 'auto';
  /**
   * Parts into which each batch's gradient is split, and so the maximum number of workers: 1 to 4, or a multiple of 4 up to
   * 64. By default 4, 8 for batches of 256 samples or more, and 16 for 512 or more. Batch normalization computes its
   * statistics for each part separately. With it the default is 4, or 1 if a part would have fewer than 32 samples; with
   * `accumulate`, enough parts that none spans two batches.
   */
  readonly lanes?: number;
  /**
   * 'deterministic' (default) gives the same result on every engine. 'fused' is faster and gives another result, the same
   * on every engine that supports it; the tape does not.
   */
  readonly arithmetic?: Arithmetic;
  /** Called after each epoch; decides whether to end the run. */
  readonly stop?: StopRule;
  /** At the end, the model gets the weights of the best epoch by this monitor. */
  readonly restoreBest?: Monitor;
  /** Checkpoint of a run with the same settings, to continue from. */
  readonly resume?: Checkpoint;
  /** Stops the run between two steps. */
  readonly signal?: AbortSignal;
  /** A clock in milliseconds; `performance.now` by default. */
  readonly now?: () => number;
}

type Defaulted =
  | 'batchSize'
  | 'seed'
  | 'learningRate'
  | 'optimizer'
  | 'labelSmoothing'
  | 'lanes'
  | 'arithmetic'
  | 'now';

type Replaced = 'workers' | 'accumulate' | 'train' | 'validation' | 'stepsPerEpoch' | keyof ObjectiveOptions;

export type FitSettings = Omit<FitOptions, Defaulted | Replaced> &
  Required<Pick<FitOptions, Defaulted>> & {
    readonly objectives: Objectives;
    /** The training data in memory; undefined if there is a `source`. */
    readonly train?: Table;
    /** The batches of training data that is not in memory, and how many of them make an epoch. */
    readonly source?: { readonly batches: BatchSource; readonly stepsPerEpoch: number };
    readonly validation?: Table;
    /** Rows per update: those of all its batches. */
    readonly batchSize: number;
    /** Batches per update. */
    readonly accumulate: number;
    readonly workers: number;
    /** Whether threads can share memory here. */
    readonly sharing: boolean;
    /** The model as compiled for a plan; undefined if it trains on the tape. */
    readonly planned?: PlannedProgram;
    /** Why the run cannot use a plan. */
    readonly obstacle?: string;
  };

/**
 * Returns the options with their defaults.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_AUGMENTATION`, `INVALID_DATA`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE`,
 *   `INVALID_MODEL`; KernelError `FUSED_UNAVAILABLE`
 */
export function fitSettings(model: Model, options: FitOptions): FitSettings {
  checkOptionNames(options);
  const { accumulate = 1, workers = 1, train: given, validation: heldOut, stepsPerEpoch, ...rest } = options;
  const { loss: _, lossWeights: __, metrics: ___, ...others } = rest;
  const compiled = options.optimizer === undefined ? model.defaults.optimizer?.() : undefined;
  const { batchSize = 1000, seed = 0, labelSmoothing = 0 } = options;
  const { learningRate = compiled?.learningRate ?? 0.001, now = () => performance.now() } = options;
  const { arithmetic = 'deterministic' as const } = options;
  const { optimizer = compiled?.optimizer ?? { kind: 'adam' as const } } = options;
  const settings = {
    ...others,
    accumulate,
    ...{ batchSize, seed, learningRate, optimizer, labelSmoothing, arithmetic, now },
    sharing: typeof SharedArrayBuffer === 'function',
  };
  checkNumbers({ ...options, ...settings });
  const isSource = isBatchSource(given);
  if (!isSource) check.record('train', given, '{ images, labels, shape } or { inputs, targets }');
  const objectives = readObjectives(model, options, { labelled: !isSource && isLabelled(given) });
  checkOutputs(model, objectives);
  const read = (name: string, data: unknown) => readTable(model, { name, data }, objectives);
  const readTrain = isSource ? undefined : read('train', given);
  const readValidation = heldOut === undefined ? undefined : read('validation', heldOut);
  checkFunctions(options, objectives);
  if (readTrain) probeOutputs(model, objectives, readTrain);
  checkTogether(model, options, { objectives, train: readTrain });
  const tables = { train: readTrain, validation: readValidation };
  const plan = planFor(model, { objectives, tables, seed });
  const { train, validation } = 'graph' in plan ? plan : tables;
  checkArithmetic(arithmetic, plan);
  const rows = Math.min(batchSize * accumulate, train?.samples ?? Number.POSITIVE_INFINITY);
  const mixes = 'graph' in plan ? mixesRows(plan.graph) : (model.tape?.mixesRows ?? false);
  const lanes = options.lanes ?? defaultLanes(rows, { mixesRows: mixes, batches: accumulate });
  return {
    ...settings,
    objectives,
    ...(train && { train }),
    ...(isSource && { source: sourceOf(given, options) }),
    ...(validation && { validation }),
    batchSize: batchSize * accumulate,
    lanes,
    workers: Math.min(workersFor(workers, plan), lanes),
    ...('graph' in plan ? { planned: plan } : plan),
  };
}

function sourceOf(batches: BatchSource, { stepsPerEpoch }: FitOptions): FitSettings['source'] {
  check.wholeNumber('stepsPerEpoch', stepsPerEpoch, { min: 1 });
  return { batches, stepsPerEpoch };
}

/** The names of fit()'s options, in the order of `FitOptions`. */
export const fitOptionNames = [
  ...['train', 'validation', ...objectiveOptionNames, 'epochs', 'batchSize', 'stepsPerEpoch', 'accumulate'],
  ...['seed', 'learningRate', 'optimizer', 'clipNorm', 'clipValue', 'labelSmoothing', 'classWeights'],
  ...['sampleWeights', 'averageDecay', 'augmentation'],
  ...['workers', 'lanes', 'arithmetic', 'stop', 'restoreBest', 'resume', 'signal', 'now'],
];

/** Options of Keras and tfjs-layers, with their equivalents here. */
const equivalents: Readonly<Record<string, string>> = {
  callbacks: 'Iterate its events with `for await`, and use the options stop, restoreBest and signal.',
  validationSplit: 'Pass the validation samples as `validation`.',
  validationData: 'Pass them as `validation`: { images, labels, shape } or { inputs, targets }.',
  x: 'Pass the data as `train`: { images, labels, shape } or { inputs, targets }.',
  y: 'Pass the data as `train`: { images, labels, shape } or { inputs, targets }.',
  lr: 'Did you mean learningRate?',
  shuffle: 'Samples are always shuffled in each epoch, determined by `seed`.',
  verbose: 'It prints nothing; iterate its events with `for await`.',
  initialEpoch: 'To continue an earlier run, pass its checkpoint as `resume`.',
  patience: 'Pass `stop: earlyStopping({ monitor, patience })`.',
  dropout: 'Add layers.dropout() to the model.',
};

function checkOptionNames(options: FitOptions): void {
  const given = Object.entries(options ?? {});
  const keras = given.find(([name, value]) => value !== undefined && Object.hasOwn(equivalents, name));
  if (keras) {
    throw new TrainError('INVALID_ARGUMENT', `fit has no option "${keras[0]}". ${equivalents[keras[0]]}`);
  }
  check.options('fit', options, fitOptionNames);
}

function checkNumbers(options: FitOptions & Pick<FitSettings, 'learningRate' | 'optimizer'>): void {
  const { workers, augmentation, optimizer } = options;
  for (const name of ['epochs', 'accumulate', 'batchSize'] as const) {
    check.wholeNumber(name, options[name], { min: 1 });
  }
  check.wholeNumber('seed', options.seed, { min: 0 });
  if (options.lanes !== undefined) checkLanes(options.lanes);
  const isWorkers =
    workers === undefined || workers === 'auto' || (Number.isInteger(workers) && workers >= 1);
  check.that(isWorkers, 'workers', { expected: "a whole number of 1 or more, or 'auto'", value: workers });
  checkRate('learningRate', options.learningRate);
  checkOptimizer(optimizer);
  for (const name of ['clipNorm', 'clipValue'] as const) {
    if (options[name] !== undefined) check.number(name, options[name], { above: 0 });
  }
  for (const name of ['labelSmoothing', 'averageDecay'] as const) {
    if (options[name] !== undefined) check.number(name, options[name], { min: 0, below: 1 });
  }
  if (augmentation !== undefined) checkAugmentation(augmentation);
}

function checkFunctions(
  { stop, now, signal, restoreBest, resume, learningRate, validation }: FitOptions,
  objectives: Objectives,
): void {
  if (stop !== undefined) check.callback('stop', stop);
  if (now !== undefined) check.callback('now', now);
  checkSignal(signal);
  if (restoreBest !== undefined) checkMonitor('restoreBest', restoreBest);
  if (resume !== undefined) checkCheckpoint('resume', resume);
  const watchers = {
    restoreBest: restoreBest?.quantity,
    stop: watchedBy(stop),
    learningRate: watchedBy(learningRate),
  };
  for (const [name, quantity] of Object.entries(watchers)) {
    if (quantity === undefined) continue;
    const { isValidation, metric } = resolveQuantity(name, quantity, objectives);
    if (validation !== undefined || !isValidation) continue;
    throw new TrainError(
      'INVALID_ARGUMENT',
      `${name} monitors ${quantity}, but there is no validation data. Pass \`validation\`, or monitor ${metric}.`,
    );
  }
}

function checkTogether(
  model: Model,
  options: FitOptions,
  { objectives, train }: { readonly objectives: Objectives; readonly train?: Table },
): void {
  const { augmentation, stepsPerEpoch, accumulate } = options;
  if (augmentation?.length && train) checkAugmentation(augmentation, imageShapeOf(train));
  checkSmoothing(options, objectives);
  checkClassWeights(options, objectives);
  checkSampleWeights(options, train?.samples);
  if (train) {
    check.that(stepsPerEpoch === undefined, 'stepsPerEpoch', {
      expected: 'undefined for data in memory, where an epoch is all samples in steps of batchSize',
      value: stepsPerEpoch,
    });
  } else {
    check.that(accumulate === undefined || accumulate === 1, 'accumulate', {
      expected: '1 if train is a batch source, each batch of which makes one update',
      value: accumulate,
    });
  }
  if (!model.isTrainable) {
    throw new TrainError(
      'INVALID_MODEL',
      'The model has no trainable weights. Set `trainable` on its layers.',
    );
  }
}
