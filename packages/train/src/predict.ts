// A model's probabilities for images. Changes nothing. From them to classes: argmax-rows.ts.
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { throwIfAborted } from './abort.ts';
import { breathe } from './breathe.ts';
import { checkImages, classesOf } from './check-data.ts';
import { checkWholeNumber } from './check-option.ts';
import type { InferenceOptions } from './evaluate.ts';
import { consecutiveRows, gatherImages } from './gather-batch.ts';
import type { Images } from './labelled-images.ts';

/**
 * The model's output for each image, `[count, classes]` row by row, with dropout off.
 *
 * @throws TrainError `INVALID_OPTION`, `INVALID_DATA`, `SHAPE_MISMATCH`, `INVALID_MODEL`, `ABORTED`
 */
export async function predict(
  model: LayersModel,
  data: Images,
  { batchSize = 1000, signal }: InferenceOptions = {},
): Promise<Float32Array> {
  checkWholeNumber({ name: 'batchSize', value: batchSize, least: 1 });
  checkImages(model, { name: 'predict', data });
  const classes = classesOf(model);
  const count = data.shape[0];
  const probabilities = new Float32Array(count * classes);
  for (let start = 0; start < count; start += batchSize) {
    throwIfAborted(signal);
    const rows = consecutiveRows(start, Math.min(start + batchSize, count));
    tidy(() => {
      const output = model.apply(gatherImages(data, rows), { training: false }) as Tensor;
      probabilities.set(output.dataSync(), start * classes);
    });
    await breathe();
  }
  return probabilities;
}
