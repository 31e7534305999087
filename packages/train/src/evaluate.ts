// A model's loss and accuracy on data that it is not trained on, alone or with its probabilities. Changes nothing.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkLabelledImages, classesOf } from './check-data.ts';
import { checkWholeNumber } from './check-option.ts';
import { createInference, scoreData } from './inference.ts';
import type { LabelledImages } from './labelled-images.ts';
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
  { batchSize = 1000, signal, onProgress }: InferenceOptions = {},
): Promise<MeanScore> {
  checkWholeNumber({ name: 'batchSize', value: batchSize, least: 1 });
  checkLabelledImages(model, { name: 'evaluate', data });
  return meanScore(await scoreData(createInference(model), data, { batchSize, signal, onProgress }));
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
  { batchSize = 1000, signal, onProgress }: InferenceOptions = {},
): Promise<Assessment> {
  checkWholeNumber({ name: 'batchSize', value: batchSize, least: 1 });
  checkLabelledImages(model, { name: 'assess', data });
  const classes = classesOf(model);
  const probabilities = new Float32Array(data.shape[0] * classes);
  let done = 0;
  const onScored = (scored: ScoredImages) => {
    probabilities.set(scored.probabilities, done * classes);
    done += scored.samples;
  };
  const score = await scoreData(createInference(model), data, { batchSize, signal, onProgress, onScored });
  return { ...meanScore(score), probabilities };
}
