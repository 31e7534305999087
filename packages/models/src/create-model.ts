// A model of the course by name, built with its initial weights. Not trained, and not compiled for tfjs' own
// `model.fit`: @nn101/train takes it as it is. Layers of one's own: build-model.ts.
import type { Sequential } from '@tensorflow/tfjs-layers';
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { buildModel } from './build-model.ts';
import { check } from './check.ts';
import type { ImageShape } from './layer-shapes.ts';
import type { ModelName } from './model-descriptor.ts';
import { ModelError } from './model-error.ts';
import { isModelName, models } from './models.ts';
import { applyYourTurn, type YourTurn, yourTurnOptions } from './your-turn.ts';

export interface ModelOptions extends YourTurn {
  /** Of the initial weights: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
  /** Height, width and channels of one image; those of the model's data set by default. */
  readonly inputShape?: ImageShape;
}

/**
 * Builds a model: glorotUniform kernels drawn from the seed, zero biases, so that equal options give equal bits.
 * Needs a tfjs backend; the caller disposes the model.
 *
 * @param name one of the five models of the course
 * @param options seed, the changes of "your turn" to the hidden dense layers, and the number of classes and the image
 * shape of another data set
 * @throws ModelError `UNKNOWN_MODEL`; `INVALID_ARGUMENT` for an option of the wrong kind or out of its range, or images
 * too small for the layers; `BACKEND_NOT_READY` where tfjs has no backend yet
 * @example createModel('mnist-basic', { seed: 1, units: 64, activation: 'tanh' })
 * @example createModel('cifar-cnn', { classes: 100 }) // for CIFAR-100
 */
export function createModel(name: ModelName, options: ModelOptions = {}): Sequential {
  checkModelName(name);
  check.options('createModel', options, ['seed', ...yourTurnOptions, 'inputShape']);
  const { seed = 0, inputShape = models[name].inputShape, ...changes } = options;
  const layers = applyYourTurn(models[name].layers, changes);
  return buildModel({ layers, inputShape, seed });
}

const unknownModel: ArgumentChecks = createArgumentChecks(
  (message) => new ModelError('UNKNOWN_MODEL', message),
);

function checkModelName(name: unknown): asserts name is ModelName {
  if (isModelName(name)) return;
  const checks: ArgumentChecks = typeof name === 'string' ? unknownModel : check;
  checks.oneOf('name', name, Object.keys(models));
}
