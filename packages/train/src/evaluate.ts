// A model's loss and accuracy on data that it is not trained on, alone or with its probabilities. Changes nothing.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkSignal } from './abort.ts';
import { check } from './check.ts';
import { readLabelledImages } from './check-data.ts';
import { checkModel, checkProbabilities, classesOf } from './check-model.ts';
import { createInference, type PassOptions, scoreData } from './inference.ts';
import type { LabelledImages } from './labelled-images.ts';
import { probabilitiesOf } from './predict.ts';
import { type MeanScore, meanScore, type ScoredImages } from './score.ts';

/** How a model is run over images without training it. */
export interface InferenceOptions {
  /** Most images in one forward pass; changes memory, not the result. 1000 by default. */
  readonly batchSize?: number;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
  /** Told after each pass how many of the images are done, of how many. */
  readonly onProgress?: (progress: { readonly images: number; readonly of: number }) => void;
}

/**
 * Mean categorical cross-entropy and accuracy, exact over an uneven last batch, with dropout off.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`,
 *   `ABORTED`
 */
export async function evaluate(
  model: LayersModel,
  data: LabelledImages,
  options: InferenceOptions = {},
): Promise<MeanScore> {
  const pass = readInferenceOptions('evaluate', options);
  checkModel(model);
  const images = readLabelledImages(model, { name: 'data', data });
  checkProbabilities(model, images.shape.slice(1));
  return meanScore(await scoreData(createInference(model, images.shape[0]), images, pass));
}

/** The options with their defaults. @throws TrainError `INVALID_ARGUMENT` */
export function readInferenceOptions(caller: string, options: InferenceOptions): PassOptions {
  check.options(caller, options as unknown, ['batchSize', 'signal', 'onProgress']);
  const { batchSize = 1000, signal, onProgress } = options;
  check.wholeNumber('batchSize', batchSize, { min: 1 });
  checkSignal(signal);
  if (onProgress !== undefined) check.callback('onProgress', onProgress);
  return { batchSize, signal, onProgress };
}

/** How well a model does, and what it says of each image. */
export interface Assessment extends MeanScore {
  /** `[count, classes]` row by row. */
  readonly probabilities: Float32Array;
}

/**
 * What `evaluate` and `predict` give, in one pass over the images, to the same bits.
 *
 * @throws TrainError as `evaluate`
 */
export async function assess(
  model: LayersModel,
  data: LabelledImages,
  options: InferenceOptions = {},
): Promise<Assessment> {
  const pass = readInferenceOptions('assess', options);
  checkModel(model);
  const images = readLabelledImages(model, { name: 'data', data });
  checkProbabilities(model, images.shape.slice(1));
  const classes = classesOf(model);
  const probabilities = probabilitiesOf(new Float32Array(images.shape[0] * classes), classes);
  let done = 0;
  const onScored = (scored: ScoredImages) => {
    probabilities.set(scored.probabilities, done * classes);
    done += scored.samples;
  };
  const score = await scoreData(createInference(model, images.shape[0]), images, { ...pass, onScored });
  return { ...meanScore(score), probabilities };
}
