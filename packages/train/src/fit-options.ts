// What fit() takes, and whether it makes sense.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkLabelledImages } from './check-data.ts';
import { checkPositive, checkWholeNumber } from './check-option.ts';
import type { LabelledImages } from './labelled-images.ts';
import { TrainError } from './train-error.ts';

export interface FitOptions {
  /** Images to learn from; read, never written. */
  readonly train: LabelledImages;
  /** Images to measure loss and accuracy on after each epoch; none by default. */
  readonly validation?: LabelledImages;
  /** How often to go through the training images, 1 or more. */
  readonly epochs: number;
  /** Images in one step, 1 or more; the last step of an epoch takes what is left. 1000 by default. */
  readonly batchSize?: number;
  /** Of shuffle and dropout: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
  /** Adam's step size, above 0. 0.001 by default. */
  readonly learningRate?: number;
  /** Stops between two steps. */
  readonly signal?: AbortSignal;
  /** A clock in milliseconds; `performance.now` by default. */
  readonly now?: () => number;
}

export type FitSettings = Required<Omit<FitOptions, 'validation' | 'signal'>> &
  Pick<FitOptions, 'validation' | 'signal'>;

/**
 * The options with their defaults.
 *
 * @throws TrainError `INVALID_OPTION`, `INVALID_DATA`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`
 */
export function fitSettings(model: LayersModel, options: FitOptions): FitSettings {
  const { batchSize = 1000, seed = 0, learningRate = 0.001, now = () => performance.now() } = options;
  checkWholeNumber({ name: 'epochs', value: options.epochs, least: 1 });
  checkWholeNumber({ name: 'batchSize', value: batchSize, least: 1 });
  checkWholeNumber({ name: 'seed', value: seed, least: 0 });
  checkPositive('learningRate', learningRate);
  checkLabelledImages(model, { name: 'train', data: options.train });
  if (options.validation) checkLabelledImages(model, { name: 'validation', data: options.validation });
  if (model.trainableWeights.length === 0) {
    throw new TrainError(
      'INVALID_MODEL',
      'The model has no trainable weights. Set `trainable` on its layers.',
    );
  }
  return { ...options, batchSize, seed, learningRate, now };
}
