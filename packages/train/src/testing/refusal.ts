// The errors of fit() for options that it rejects. Tests only.

import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { FitOptions } from '../tape/model-functions.ts';
import { fit } from '../tape/model-functions.ts';
import { TrainError } from '../train-error.ts';
import { denseModel } from './stripe-models.ts';
import { stripedImages } from './striped-images.ts';

/** A hundred images for the models of stripe-models.ts. */
export const train = stripedImages({ count: 100 });

/** Returns code and message of the error that a run of two epochs ends with, or 'nothing'. The model is disposed. */
export async function refusal(
  options: Partial<FitOptions>,
  model: LayersModel = denseModel(),
): Promise<string> {
  try {
    for await (const _ of fit(model, { train, epochs: 2, batchSize: 40, ...options }));
    return 'nothing';
  } catch (error) {
    return error instanceof TrainError ? `${error.code}: ${error.message}` : String(error);
  } finally {
    if (model.weights.some((weight) => !weight.read().isDisposed)) model.dispose();
  }
}

/** Options that plain JavaScript could pass. */
export const anything = (options: Record<string, unknown>) => options as Partial<FitOptions>;
