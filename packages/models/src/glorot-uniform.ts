// Keras' default initial weights (Glorot and Bengio 2010) for layers of one's own: uniform in [-limit, limit), where
// limit = sqrt(6 / (fan in + fan out)). How the values are drawn: initial-weights/initializer.ts.
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from './check.ts';
import { type TfjsInitializer, tfjsInitializer } from './initial-weights/tfjs-initializer.ts';
import { largestSeed } from './random-key.ts';

/**
 * The initialiser of one layer's kernel. Saved models name it as Keras does, `GlorotUniform`, so that any tfjs
 * or Keras program loads them.
 *
 * `seed` is the run's; `layer` is the layer's position in its model, so that layers of one shape differ. Both are
 * whole numbers from 0.
 *
 * @throws ModelError `INVALID_ARGUMENT`
 */
export function glorotUniform(options: { seed: number; layer: number }): TfjsInitializer {
  check.options('glorotUniform', options, ['seed', 'layer']);
  const { seed, layer } = options;
  check.wholeNumber('seed', seed, { min: 0, max: largestSeed });
  check.wholeNumber('layer', layer, { min: 0, max: 2 ** 32 - 1 });
  const initializer = tfjsInitializer('glorotUniform', { seed, layer });
  return Object.assign(initializer, {
    apply: (
      (draw) =>
      (shape: number[]): Tensor => {
        checkShape(shape);
        return draw(shape);
      }
    )(initializer.apply),
  });
}

/** A vector has no fan out: Keras takes it for one of the two, and biases here begin at 0. */
function checkShape(shape: unknown): void {
  check.list('shape', shape, { min: 2 });
  for (const [i, size] of shape.entries()) check.wholeNumber(`shape[${i}]`, size, { min: 1 });
}
