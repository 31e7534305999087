// A model's loss and accuracy on data that it is not trained on. Changes nothing.
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { throwIfAborted } from './abort.ts';
import { breathe } from './breathe.ts';
import { checkLabelledImages } from './check-data.ts';
import { checkWholeNumber } from './check-option.ts';
import { crossEntropy } from './cross-entropy.ts';
import { consecutiveRows, gatherImages, gatherLabels } from './gather-batch.ts';
import type { LabelledImages } from './labelled-images.ts';
import { addScores, type BatchScore, emptyScore, type MeanScore, meanScore, scoreBatch } from './score.ts';

export interface InferenceOptions {
  /** Images in one forward pass; changes memory, not the result. 1000 by default. */
  readonly batchSize?: number;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
}

/**
 * Mean categorical cross-entropy and accuracy, exact over an uneven last batch, with dropout off.
 *
 * @throws TrainError `INVALID_OPTION`, `INVALID_DATA`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`,
 *   `ABORTED`
 */
export async function evaluate(
  model: LayersModel,
  data: LabelledImages,
  { batchSize = 1000, signal }: InferenceOptions = {},
): Promise<MeanScore> {
  checkWholeNumber({ name: 'batchSize', value: batchSize, least: 1 });
  checkLabelledImages(model, { name: 'evaluate', data });
  const count = data.shape[0];
  let total = emptyScore;
  for (let start = 0; start < count; start += batchSize) {
    throwIfAborted(signal);
    const rows = consecutiveRows(start, Math.min(start + batchSize, count));
    total = addScores(total, scoreRows({ model, data, rows }));
    await breathe();
  }
  return meanScore(total);
}

function scoreRows(source: { model: LayersModel; data: LabelledImages; rows: Uint32Array }): BatchScore {
  const { model, data, rows } = source;
  let score = emptyScore;
  tidy(() => {
    const labels = gatherLabels(data, rows);
    const probabilities = model.apply(gatherImages(data, rows), { training: false }) as Tensor;
    score = scoreBatch({ probabilities, losses: crossEntropy(probabilities, labels), labels });
  });
  return score;
}
