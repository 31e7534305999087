// A model of the course by name, built with its initial weights. Not trained, and not compiled for tfjs' own
// `model.fit`: @nn101/train takes it as it is.
import { type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { createLayer } from './create-layer.ts';
import { registerExponential } from './exponential.ts';
import { layerNames } from './layer-names.ts';
import type { ModelName } from './model-descriptor.ts';
import { ModelError } from './model-error.ts';
import { isModelName, models } from './models.ts';
import { largestSeed } from './random-key.ts';
import { applyYourTurn, checkWholeNumber, type YourTurn } from './your-turn.ts';

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
 * @throws ModelError `UNKNOWN_MODEL`, or `INVALID_OPTION` for a number out of its range
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
  checkWholeNumber({ name: 'seed', value: seed, least: 0, most: largestSeed });
  const { layers, inputShape } = models[name];
  const specs = applyYourTurn(layers, changes);
  const names = layerNames(specs);
  registerExponential();
  return sequential({
    name: 'sequential',
    layers: specs.map((spec, index) =>
      createLayer(spec, {
        name: names[index],
        index,
        seed,
        ...(index === 0 && { inputShape: [...inputShape] }),
      }),
    ),
  });
}
