// What fit() takes, and whether it makes sense.

import { type Arithmetic, arithmetics, mixesRows, requireArithmetic } from '@nn101/kernels/graph';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { cores } from '#cores';
import { checkSignal } from './abort.ts';
import type { Augmentation } from './augmentation/augmentation.ts';
import { checkAugmentation } from './augmentation/augmentation-kinds.ts';
import { check } from './check.ts';
import { readLabelledImages } from './check-data.ts';
import { checkModel, checkProbabilities, classesOf } from './check-model.ts';
import { type Checkpoint, checkCheckpoint } from './checkpoint.ts';
import type { LabelledBytes, LabelledImages } from './labelled-images.ts';
import { checkLanes, defaultLanes } from './lanes.ts';
import { type PlannedModel, planOf } from './model/plan-model.ts';
import type { Obstacle } from './model/read-model.ts';
import { checkMonitor, type Monitor, watchedBy } from './monitor.ts';
import { checkOptimizer, type OptimizerSpec } from './optimizer.ts';
import { checkRate, type Schedule } from './schedule.ts';
import type { StopRule } from './stop-rules/stop-rule.ts';
import { TrainError } from './train-error.ts';

/**
 * What to train on, how long, and how. Equal options and equal seeds give equal bits, whatever the number of workers.
 */
export interface FitOptions {
  /** Images to learn from; read, never written. */
  readonly train: LabelledImages;
  /** Images to measure loss and accuracy on after each epoch; none by default. */
  readonly validation?: LabelledImages;
  /** How often to go through the training images, 1 or more. */
  readonly epochs: number;
  /** Images in one step, 1 or more; the last step of an epoch takes what is left. 1000 by default. */
  readonly batchSize?: number;
  /** Batches whose gradients make one update, 1 by default: as a batch that many times as large, whose memory no more is. */
  readonly accumulate?: number;
  /** Of shuffle, dropout and augmentation: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
  /** The optimizer's step size, above 0, or where it comes from. 0.001 by default. */
  readonly learningRate?: number | Schedule;
  /** Adam with Keras' constants by default. */
  readonly optimizer?: OptimizerSpec;
  /** The gradient, of all parameters together, is scaled down to this norm (Keras' global_clipnorm). */
  readonly clipNorm?: number;
  /** Each element of the gradient is held within ± this. */
  readonly clipValue?: number;
  /** Part of each label that is spread over all classes, 0 to below 1; 0 by default. */
  readonly labelSmoothing?: number;
  /** Weight of each class in the loss; 1 by default. */
  readonly classWeights?: readonly number[];
  /** Weight of each training image in the loss; 1 by default. */
  readonly sampleWeights?: Float32Array;
  /**
   * Keep an exponential moving average of the weights, which moves 1 - averageDecay of the way at each update: it is what
   * is validated, and what the model has at the end. 0 to below 1; none by default.
   */
  readonly averageDecay?: number;
  /** What happens to the training images on their way into a step; nothing by default. */
  readonly augmentation?: Augmentation;
  /** Threads that share the work, or 'auto': one for each core. The result is the same to the bit. 1 by default. */
  readonly workers?: number | 'auto';
  /**
   * Parts that each batch's gradient is summed from, and so most workers that can share it: 1 to 4, or a multiple of 4 up to
   * 64. By default 16 of at least 32 rows, or 4. Batch normalization takes its statistics from each part by itself; there a
   * part has at least 32 rows by default.
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

export type FitSettings = Omit<FitOptions, Defaulted | 'workers' | 'accumulate' | 'train' | 'validation'> &
  Required<Pick<FitOptions, Defaulted>> & {
    readonly train: LabelledBytes;
    readonly validation?: LabelledBytes;
    /** Rows of an update: those of all its batches. */
    readonly batchSize: number;
    /** Batches that make one update. */
    readonly accumulate: number;
    readonly workers: number;
    /** Whether threads can share memory here. */
    readonly sharing: boolean;
    /** How a plan knows the model; undefined where it trains on the tape. */
    readonly planned?: PlannedModel;
  };

/**
 * The options with their defaults.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_AUGMENTATION`, `INVALID_DATA`, `SHAPE_MISMATCH`,
 *   `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`; KernelError `FUSED_UNAVAILABLE`
 */
export function fitSettings(model: LayersModel, options: FitOptions): FitSettings {
  checkOptionNames(options);
  checkModel(model);
  const { accumulate = 1, workers = 1, validation: held, ...given } = options;
  const { batchSize = 1000, seed = 0, learningRate = 0.001 } = options;
  const {
    optimizer = { kind: 'adam' as const },
    labelSmoothing = 0,
    arithmetic = 'deterministic' as const,
    now = () => performance.now(),
  } = options;
  const settings = {
    ...given,
    accumulate,
    ...{ batchSize, seed, learningRate, optimizer, labelSmoothing, arithmetic, now },
    sharing: typeof SharedArrayBuffer === 'function',
  };
  checkNumbers({ ...options, ...settings });
  const train = readLabelledImages(model, { name: 'train', data: options.train });
  const validation =
    held === undefined ? undefined : readLabelledImages(model, { name: 'validation', data: held });
  checkFunctions(options);
  checkModelAndData(model, { ...options, train });
  const plan = planOf(model, settings.seed);
  const wanted = workersFor(workers, plan);
  checkArithmetic(arithmetic, plan);
  const rows = Math.min(settings.batchSize * accumulate, train.shape[0]);
  const lanes = options.lanes ?? defaultLanes(rows, { mixesRows: 'graph' in plan && mixesRows(plan.graph) });
  return {
    ...settings,
    lanes,
    train,
    ...(validation && { validation }),
    batchSize: settings.batchSize * accumulate,
    workers: Math.min(wanted, lanes),
    ...('graph' in plan && { planned: plan }),
  };
}

/** The names of fit()'s options, in the order of `FitOptions`. */
export const fitOptionNames = [
  ...['train', 'validation', 'epochs', 'batchSize', 'accumulate', 'seed', 'learningRate', 'optimizer'],
  ...[
    'clipNorm',
    'clipValue',
    'labelSmoothing',
    'classWeights',
    'sampleWeights',
    'averageDecay',
    'augmentation',
  ],
  ...['workers', 'lanes', 'arithmetic', 'stop', 'restoreBest', 'resume', 'signal', 'now'],
];

/** Options of Keras and tfjs-layers, and what does the same here. */
const equivalents: Readonly<Record<string, string>> = {
  loss: 'It computes categorical cross-entropy; leave the option out.',
  metrics: 'Loss and accuracy are always measured; further metrics are functions of what predict() returns.',
  callbacks: 'Read its events with `for await`, and use the options stop, restoreBest and signal.',
  validationSplit: 'Pass the images that you hold back as `validation`.',
  validationData: 'Pass them as `validation`: { images, labels, shape }.',
  x: 'Pass the data as `train`: { images, labels, shape }.',
  y: 'Pass the data as `train`: { images, labels, shape }.',
  lr: 'Did you mean learningRate?',
  shuffle: 'Images are shuffled in each epoch, as the seed says.',
  verbose: 'It prints nothing; read its events with `for await`.',
  initialEpoch: 'To go on with an earlier run, pass its checkpoint as `resume`.',
  stepsPerEpoch: 'An epoch goes through all images once; `batchSize` decides on its steps.',
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

function workersFor(workers: number | 'auto', plan: PlannedModel | Obstacle): number {
  if ('graph' in plan) return workers === 'auto' ? cores() : workers;
  if (workers === 'auto' || workers === 1) return 1;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `workers expects 1 or 'auto' for this model; received ${workers}. Work can be shared among workers for ` +
      `models of dense, convolution, max pooling, dropout and flatten layers that end in softmax; here ${plan.obstacle} prevents it.`,
  );
}

// Checked here as well as where it is used, so that the call throws, and not the first event.
function checkArithmetic(arithmetic: Arithmetic, plan: PlannedModel | Obstacle): void {
  check.oneOf('arithmetic', arithmetic, arithmetics);
  if (!('graph' in plan) && arithmetic === 'fused') {
    throw new TrainError(
      'INVALID_ARGUMENT',
      `arithmetic expects 'deterministic' for this model; received 'fused'. Programs have both; this model trains on the ` +
        `tape, as ${plan.obstacle} prevents a program.`,
    );
  }
  requireArithmetic(arithmetic);
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

function checkFunctions({
  stop,
  now,
  signal,
  restoreBest,
  resume,
  learningRate,
  validation,
}: FitOptions): void {
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
    if (validation !== undefined || (quantity !== 'valLoss' && quantity !== 'valAccuracy')) continue;
    throw new TrainError(
      'INVALID_ARGUMENT',
      `${name} watches ${quantity}, but there are no validation data. Pass \`validation\`, or watch ` +
        `${quantity === 'valLoss' ? 'loss' : 'accuracy'}.`,
    );
  }
}

function checkModelAndData(model: LayersModel, options: FitOptions): void {
  const { train, augmentation, classWeights, sampleWeights } = options;
  const [count, ...image] = train.shape;
  checkProbabilities(model, image);
  if (augmentation) checkAugmentation(augmentation, image);
  if (classWeights !== undefined) {
    check.numbers('classWeights', classWeights, { min: 0, length: classesOf(model) });
  }
  if (sampleWeights !== undefined) check.numbers('sampleWeights', sampleWeights, { min: 0, length: count });
  if (model.trainableWeights.length === 0) {
    throw new TrainError(
      'INVALID_MODEL',
      'The model has no trainable weights. Set `trainable` on its layers.',
    );
  }
}
