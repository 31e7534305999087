// A model of the course by name, built with its initial weights. Not trained, and not compiled for tfjs' own
// `model.fit`: @nn101/train takes it as it is. Layers of one's own: build-model.ts.
import type { Sequential } from '@tensorflow/tfjs-layers';
import { buildModel } from './build-model.ts';
import type { ModelName } from './model-descriptor.ts';
import { ModelError } from './model-error.ts';
import { isModelName, models } from './models.ts';
import { applyYourTurn, type YourTurn } from './your-turn.ts';

export interface ModelOptions extends YourTurn {
  /** Of the initial weights: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
}

/**
 * Builds a model: glorotUniform kernels drawn from the seed, zero biases, so that equal options give equal bits.
 * Needs a tfjs backend; the caller disposes the model.
 *
 * @param name one of the five models of the course
 * @param options seed, and the changes of "your turn" to the hidden dense layers
 * @throws ModelError `UNKNOWN_MODEL`, or `INVALID_ARGUMENT` for a number out of its range
 * @example createModel('mnist-basic', { seed: 1, units: 64, activation: 'tanh' })
 */
export function createModel(name: ModelName, options: ModelOptions = {}): Sequential {
  if (!isModelName(name)) {
    throw new ModelError(
      'UNKNOWN_MODEL',
      `There is no model named ${JSON.stringify(name)}. Known: ${Object.keys(models).join(', ')}.`,
    );
  }
  const { seed = 0, ...changes } = options;
  const { layers, inputShape } = models[name];
  return buildModel({ layers: applyYourTurn(layers, changes), inputShape, seed });
}
