// What fit() takes, and whether it makes sense.

import type { LayersModel } from '@tensorflow/tfjs-layers';
import { cores } from '#cores';
import type { Augmentation } from './augmentation/augmentation.ts';
import { checkAugmentation } from './augmentation/augmentation-kinds.ts';
import { checkLabelledImages, classesOf } from './check-data.ts';
import { checkPositive, checkWholeNumber } from './check-option.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { LabelledImages } from './labelled-images.ts';
import { defaultLanes } from './lanes.ts';
import type { Monitor } from './monitor.ts';
import { checkOptimizer, type OptimizerSpec } from './optimizer.ts';
import type { Schedule } from './schedule.ts';
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
  /** Parts that each batch's gradient is summed from, and so most workers that can share it. 4 by default. */
  readonly lanes?: number;
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

type Defaulted = 'batchSize' | 'seed' | 'learningRate' | 'optimizer' | 'labelSmoothing' | 'lanes' | 'now';

export type FitSettings = Omit<FitOptions, Defaulted | 'workers' | 'accumulate'> &
  Required<Pick<FitOptions, Defaulted>> & {
    readonly workers: number;
    /** Whether threads can share memory here. */
    readonly sharing: boolean;
  };

/**
 * The options with their defaults.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_AUGMENTATION`, `INVALID_DATA`, `SHAPE_MISMATCH`,
 *   `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`
 */
export function fitSettings(model: LayersModel, options: FitOptions): FitSettings {
  const { accumulate = 1, workers = 1, ...given } = options;
  const settings = {
    ...given,
    batchSize: (options.batchSize ?? 1000) * accumulate,
    seed: options.seed ?? 0,
    learningRate: options.learningRate ?? 0.001,
    optimizer: options.optimizer ?? { kind: 'adam' as const },
    labelSmoothing: options.labelSmoothing ?? 0,
    lanes: options.lanes ?? defaultLanes,
    now: options.now ?? (() => performance.now()),
    sharing: typeof SharedArrayBuffer === 'function',
  };
  const { lanes } = settings;
  const wanted = workers === 'auto' ? cores() : workers;
  checkNumbers({ ...options, ...settings, workers: wanted, accumulate });
  checkModelAndData(model, options);
  return { ...settings, workers: Math.min(wanted, lanes) };
}

function checkNumbers(options: FitOptions & { readonly workers: number }): void {
  const { learningRate, optimizer, labelSmoothing, averageDecay, workers } = options;
  const { epochs, batchSize = 1000, accumulate, seed = 0, lanes } = options;
  checkWholeNumber({ name: 'epochs', value: epochs, least: 1 });
  checkWholeNumber({ name: 'accumulate', value: accumulate ?? 1, least: 1 });
  checkWholeNumber({ name: 'batchSize', value: batchSize, least: 1 });
  checkWholeNumber({ name: 'seed', value: seed, least: 0 });
  checkWholeNumber({ name: 'workers', value: workers, least: 1 });
  checkWholeNumber({ name: 'lanes', value: lanes ?? defaultLanes, least: 1, most: 64 });
  if (typeof learningRate === 'number') checkPositive('learningRate', learningRate);
  if (optimizer) checkOptimizer(optimizer);
  for (const name of ['clipNorm', 'clipValue'] as const) {
    const value = options[name];
    if (value !== undefined) checkPositive(name, value);
  }
  for (const [name, value] of Object.entries({ labelSmoothing, averageDecay })) {
    if (value === undefined || (value >= 0 && value < 1)) continue;
    throw new TrainError(
      'INVALID_ARGUMENT',
      `${name} expects a number from 0 to below 1; received ${value}.`,
    );
  }
}

function checkModelAndData(model: LayersModel, options: FitOptions): void {
  const { train, validation, augmentation, classWeights, sampleWeights } = options;
  checkLabelledImages(model, { name: 'train', data: train });
  if (validation) checkLabelledImages(model, { name: 'validation', data: validation });
  if (augmentation) checkAugmentation(augmentation, [train.shape[1], train.shape[2], train.shape[3]]);
  checkWeights('classWeights', classWeights, classesOf(model));
  checkWeights('sampleWeights', sampleWeights, train.shape[0]);
  if (model.trainableWeights.length === 0) {
    throw new TrainError(
      'INVALID_MODEL',
      'The model has no trainable weights. Set `trainable` on its layers.',
    );
  }
}

function checkWeights(name: string, weights: ArrayLike<number> | undefined, count: number): void {
  if (!weights) return;
  const wrong = Array.from(weights).find((weight) => !(Number.isFinite(weight) && weight >= 0));
  if (weights.length === count && wrong === undefined) return;
  const received = weights.length === count ? wrong : `${weights.length} of them`;
  throw new TrainError('INVALID_ARGUMENT', `${name} expects ${count} numbers from 0; received ${received}.`);
}
