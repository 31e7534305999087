// A model from a list of layers, with its initial weights. The course's models by name: create-model.ts.
import { backend } from '@tensorflow/tfjs-core';
import { type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { check } from './check.ts';
import { createLayer } from './create-layer.ts';
import { registerExponential } from './exponential.ts';
import { layerNames } from './layer-names.ts';
import { checkInputShape, checkShapes, type ImageShape } from './layer-shapes.ts';
import { checkLayers, type LayerSpec } from './layer-spec.ts';
import { ModelError } from './model-error.ts';
import { largestSeed } from './random-key.ts';

/** An architecture as data, and the seed of its weights. */
export interface BuildOptions {
  /** One or more. The units of the output layer are the number of classes. */
  readonly layers: readonly LayerSpec[];
  /** Of one image: whole numbers from 1. */
  readonly inputShape: ImageShape;
  /** Of the initial weights: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
}

/**
 * Builds a model: glorotUniform kernels drawn from the seed, zero biases, so that equal options give equal bits.
 * Needs a tfjs backend; the caller disposes the model.
 *
 * @throws ModelError `INVALID_ARGUMENT` for an option of the wrong kind or out of its range, or layers whose shapes do
 * not fit each other; `BACKEND_NOT_READY` where tfjs has no backend yet
 * @example buildModel({ inputShape: [28, 28, 1], layers: [{ kind: 'flatten' }, { kind: 'output', units: 10 }] })
 */
export function buildModel(options: BuildOptions): Sequential {
  check.options('buildModel', options, ['layers', 'inputShape', 'seed']);
  const { layers, inputShape, seed = 0 } = options;
  checkLayers(layers);
  checkInputShape(inputShape);
  check.wholeNumber('seed', seed, { min: 0, max: largestSeed });
  checkShapes(layers, inputShape);
  checkBackend();
  const names = layerNames(layers);
  registerExponential();
  const made = layers.map((spec, index) =>
    createLayer(spec, {
      name: names[index],
      index,
      seed,
      ...(index === 0 && { inputShape: [...inputShape] }),
    }),
  );
  try {
    return sequential({ name: 'sequential', layers: made });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError('INVALID_ARGUMENT', `These layers do not fit each other: ${reason}`, { cause });
  }
}

/** Weights are tensors, which only a backend can hold. */
function checkBackend(): void {
  try {
    backend();
  } catch (cause) {
    throw new ModelError(
      'BACKEND_NOT_READY',
      'A model expects a tfjs backend that is ready; received none. Call `await prepareBackend()` of @nn101/train ' +
        'first, or import a backend such as @tensorflow/tfjs-backend-wasm and call `await tf.setBackend("wasm")`.',
      { cause },
    );
  }
}
