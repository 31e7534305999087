// A model's probabilities for images. Changes nothing. From them to classes: argmax-rows.ts.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readImages } from './check-data.ts';
import { checkModel, classesOf } from './check-model.ts';
import { type InferenceOptions, readInferenceOptions } from './evaluate.ts';
import { createInference, passes } from './inference.ts';
import type { Images } from './labelled-images.ts';

/** What a model says of images: `[count, classes]`, row by row. */
export type Probabilities = Float32Array & {
  /** Length of a row: the number of the model's outputs. */
  readonly classes: number;
};

/** The same values, which know the length of a row from now on. */
export function probabilitiesOf(values: Float32Array, classes: number): Probabilities {
  return Object.defineProperty(values, 'classes', { value: classes }) as Probabilities;
}

/**
 * The model's output for each image, `[count, classes]` row by row, with dropout off.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `INVALID_MODEL`, `ABORTED`
 */
export async function predict(
  model: LayersModel,
  data: Images,
  options: InferenceOptions = {},
): Promise<Probabilities> {
  const pass = readInferenceOptions('predict', options);
  checkModel(model);
  const images = readImages(model, { name: 'data', data });
  const classes = classesOf(model);
  const count = images.shape[0];
  const probabilities = probabilitiesOf(new Float32Array(count * classes), classes);
  const inference = createInference(model, count);
  for await (const rows of passes(inference, count, pass)) {
    probabilities.set(inference.probabilities(images, rows), rows[0] * classes);
  }
  return probabilities;
}
