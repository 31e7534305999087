// What fit() takes, and whether it makes sense.

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

/**
 * What to train on, how long, and how. Equal options and equal seeds give equal bits, whatever the number of workers.
 */
export interface FitOptions<Own = OwnFunction> extends ObjectiveOptions<Own> {
  /** What to learn from, in memory or batch by batch; read, never written. */
  readonly train: TrainingData | BatchSource;
  /** What to measure loss and metrics on after each epoch; nothing by default. */
  readonly validation?: TrainingData;
  /** How often to go through the training data, 1 or more. */
  readonly epochs: number;
  /**
   * Samples in one step, 1 or more; the last step of an epoch takes what is left. Where `train` gives batches: the most
   * samples that one of them has. 1000 by default.
   */
  readonly batchSize?: number;
  /** Batches that make an epoch, where `train` gives batch by batch; needed there, and only there. */
  readonly stepsPerEpoch?: number;
  /** Batches whose gradients make one update, 1 by default: as a batch that many times as large, whose memory no more is. */
  readonly accumulate?: number;
  /** Of shuffle, dropout and augmentation: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
  /** The optimizer's step size, above 0, or where it comes from. By default 0.001, or what the model was compiled with. */
  readonly learningRate?: number | Schedule;
  /** By default Adam with Keras' constants, or what the model was compiled with. */
  readonly optimizer?: OptimizerSpec;
  /** The gradient, of all parameters together, is scaled down to this norm (Keras' global_clipnorm). */
  readonly clipNorm?: number;
  /** Each element of the gradient is held within ± this. */
  readonly clipValue?: number;
  /** Part of each label that is spread over all classes, 0 to below 1; 0 by default. For cross-entropies alone. */
  readonly labelSmoothing?: number;
  /** Weight of each class in the loss of a model with one output; 1 by default. */
  readonly classWeights?: readonly number[];
  /** Weight of each training sample in the loss; 1 by default. */
  readonly sampleWeights?: Float32Array;
  /**
   * Keep an exponential moving average of the weights, which moves 1 - averageDecay of the way at each update: it is what
   * is validated, and what the model has at the end. 0 to below 1; none by default.
   */
  readonly averageDecay?: number;
  /** What happens to the training images on their way into a step; nothing by default. */
  readonly augmentation?: Augmentation;
  /**
   * Threads that share the work, or 'auto': one for each core, and one where the model trains on the tape. The result is the
   * same to the bit. 1 by default.
   */
  readonly workers?: number | 'auto';
  /**
   * Parts that each batch's gradient is summed from, and so the most workers that can share it: 1 to 4, or a multiple of 4 up
   * to 64. By default 4, 8 for batches of 256 samples or more, and 16 from 512 on. Batch normalization takes its statistics
   * from each part by itself: with it the default is 4, or 1 where a part would have fewer than 32 samples, and with
   * `accumulate` as many as keep a part within a batch.
   */
  readonly lanes?: number;
  /**
   * 'deterministic' (default) gives one result on every engine; 'fused' takes less time, and gives one other result on every
   * engine that has it. Models that train on the tape have the former alone.
   */
  readonly arithmetic?: Arithmetic;
  /** Asked after each epoch whether to end. */
  readonly stop?: StopRule;
  /** At the end the model gets the weights of the epoch that was best by this. */
  readonly restoreBest?: Monitor;
  /** Where an earlier run of the same settings was; this one goes on from there. */
  readonly resume?: Checkpoint;
  /** Stops between two steps. */
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
    /** The training data in memory; or `source`. */
    readonly train?: Table;
    /** Where the training data come from batch by batch, and how many batches make an epoch. */
    readonly source?: { readonly batches: BatchSource; readonly stepsPerEpoch: number };
    readonly validation?: Table;
    /** Rows of an update: those of all its batches. */
    readonly batchSize: number;
    /** Batches that make one update. */
    readonly accumulate: number;
    readonly workers: number;
    /** Whether threads can share memory here. */
    readonly sharing: boolean;
    /** How a plan knows the model; undefined where it trains on the tape. */
    readonly planned?: PlannedProgram;
    /** What keeps the run off a plan. */
    readonly obstacle?: string;
  };

/**
 * The options with their defaults.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_AUGMENTATION`, `INVALID_DATA`, `SHAPE_MISMATCH`,
 *   `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`; KernelError `FUSED_UNAVAILABLE`
 */
export function fitSettings(model: Model, options: FitOptions): FitSettings {
  checkOptionNames(options);
  const { accumulate = 1, workers = 1, train: given, validation: held, stepsPerEpoch, ...rest } = options;
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
  const readValidation = held === undefined ? undefined : read('validation', held);
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

/** Options of Keras and tfjs-layers, and what does the same here. */
const equivalents: Readonly<Record<string, string>> = {
  callbacks: 'Read its events with `for await`, and use the options stop, restoreBest and signal.',
  validationSplit: 'Pass the samples that you hold back as `validation`.',
  validationData: 'Pass them as `validation`: { images, labels, shape } or { inputs, targets }.',
  x: 'Pass the data as `train`: { images, labels, shape } or { inputs, targets }.',
  y: 'Pass the data as `train`: { images, labels, shape } or { inputs, targets }.',
  lr: 'Did you mean learningRate?',
  shuffle: 'Samples are shuffled in each epoch, as the seed says.',
  verbose: 'It prints nothing; read its events with `for await`.',
  initialEpoch: 'To go on with an earlier run, pass its checkpoint as `resume`.',
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
      `${name} watches ${quantity}, but there are no validation data. Pass \`validation\`, or watch ${metric}.`,
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
      expected: 'to be left out for data in memory, all of which make an epoch in steps of batchSize',
      value: stepsPerEpoch,
    });
  } else {
    check.that(accumulate === undefined || accumulate === 1, 'accumulate', {
      expected: '1 where train gives batches, each of which makes one update',
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
