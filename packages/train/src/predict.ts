// A model's probabilities for images. Changes nothing. From them to classes: argmax-rows.ts.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkImages, classesOf } from './check-data.ts';
import { checkWholeNumber } from './check-option.ts';
import type { InferenceOptions } from './evaluate.ts';
import { createInference, passes } from './inference.ts';
import type { Images } from './labelled-images.ts';

/**
 * The model's output for each image, `[count, classes]` row by row, with dropout off.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `INVALID_MODEL`, `ABORTED`
 */
export async function predict(
  model: LayersModel,
  data: Images,
  { batchSize = 1000, signal, onProgress }: InferenceOptions = {},
): Promise<Float32Array> {
  checkWholeNumber({ name: 'batchSize', value: batchSize, least: 1 });
  checkImages(model, { name: 'predict', data });
  const classes = classesOf(model);
  const count = data.shape[0];
  const probabilities = new Float32Array(count * classes);
  const inference = createInference(model);
  for await (const rows of passes(inference, count, { batchSize, signal, onProgress })) {
    probabilities.set(inference.probabilities(data, rows), rows[0] * classes);
  }
  return probabilities;
}
