// A model from a list of the course's layers, with its initial weights. Models by name: create-model.ts; networks with other
// kinds of layers and with branches: network/create-layers-model.ts.
import { type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { check } from './check.ts';
import { checkBackend } from './check-backend.ts';
import { courseNetwork } from './course-network.ts';
import { registerExponential } from './exponential.ts';
import type { ImageShape } from './layer-shapes.ts';
import type { LayerSpec } from './layer-spec.ts';
import { ModelError } from './model-error.ts';
import { createLayer } from './network/create-layers-model.ts';
import { resolveNetwork } from './network/resolve-network.ts';
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
  check.wholeNumber('seed', seed, { min: 0, max: largestSeed });
  const network = courseNetwork({ layers, inputShape });
  checkBackend();
  registerExponential();
  const resolved = resolveNetwork(network).layers;
  const made = resolved.map((layer, index) =>
    createLayer(layer, { seed, index, ...(index === 0 && { inputShape }) }),
  );
  try {
    return sequential({ name: 'sequential', layers: made });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError('INVALID_ARGUMENT', `These layers do not fit each other: ${reason}`, { cause });
  }
}
