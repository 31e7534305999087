// What a step is made from, whichever way it is computed.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { classesOf } from './check-model.ts';
import type { FitSettings } from './fit-options.ts';
import type { LabelledBytes } from './labelled-images.ts';
import type { PreparationOptions } from './prepare-samples.ts';

/** Of a step on the tape. */
export interface TapeSettings extends FitSettings {
  readonly model: LayersModel;
  /** Updates that the run has made already. */
  readonly updates: number;
}

/** Of a step on plans. */
export interface StepSettings extends Omit<TapeSettings, 'train' | 'validation'> {
  readonly train: LabelledBytes;
  readonly validation?: LabelledBytes;
}

/** What happens to the samples of these settings on their way into a step. */
export function preparationOf({ model, seed, ...settings }: StepSettings): PreparationOptions {
  const { augmentation, labelSmoothing, classWeights, sampleWeights } = settings;
  return { seed, augmentation, labelSmoothing, classWeights, sampleWeights, classes: classesOf(model) };
}
