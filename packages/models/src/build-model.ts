// Builds a model from a list of the course's layers, with initial weights. Models by name: create-model.ts; networks with
// branches or other kinds of layers: network/create-layers-model.ts.

import { type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { largestSeed } from '#random';
import { check } from './check.ts';
import { courseNetwork } from './course/course-network.ts';
import type { ImageShape } from './course/layer-shapes.ts';
import type { LayerSpec } from './course/layer-spec.ts';
import { registerExponential } from './exponential.ts';
import { ModelError } from './model-error.ts';
import { checkBackend, createLayer } from './network/create-layers-model.ts';
import { resolveNetwork } from './network/resolve-network.ts';

/** A list of layers, and the seed of their weights. */
export interface BuildOptions {
  /** One layer or more. The number of units of the output layer is the number of classes. */
  readonly layers: readonly LayerSpec[];
  /** Height, width and channels of one image: whole numbers from 1. */
  readonly inputShape: ImageShape;
  /** Seed of the initial weights: a whole number from 0. 0, the default, is a seed like any other. */
  readonly seed?: number;
}

/**
 * Builds a model with glorotUniform kernels drawn from the seed and zero biases. Equal options give equal bits. Requires a
 * tfjs backend; the caller must dispose the model.
 *
 * @throws ModelError `INVALID_ARGUMENT` for an option of the wrong type or out of range, or for layers whose shapes do not
 * fit each other; `BACKEND_NOT_READY` if tfjs has no backend yet
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
