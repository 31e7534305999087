// A model from a list of layers, with its initial weights. The course's models by name: create-model.ts.
import { type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { createLayer } from './create-layer.ts';
import { registerExponential } from './exponential.ts';
import { layerNames } from './layer-names.ts';
import type { LayerSpec } from './layer-spec.ts';
import { ModelError } from './model-error.ts';
import { largestSeed } from './random-key.ts';
import { checkWholeNumber } from './your-turn.ts';

/** An architecture as data, and the seed of its weights. */
export interface BuildOptions {
  readonly layers: readonly LayerSpec[];
  /** Of one image. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** Of the initial weights: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
}

/**
 * Builds a model: glorotUniform kernels drawn from the seed, zero biases, so that equal options give equal bits.
 * Needs a tfjs backend; the caller disposes the model.
 *
 * @throws ModelError `INVALID_ARGUMENT` for a seed out of its range, or layers whose shapes do not fit each other
 * @example buildModel({ inputShape: [28, 28, 1], layers: [{ kind: 'flatten' }, { kind: 'output', units: 10 }] })
 */
export function buildModel({ layers, inputShape, seed = 0 }: BuildOptions): Sequential {
  checkWholeNumber({ name: 'seed', value: seed, least: 0, most: largestSeed });
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
