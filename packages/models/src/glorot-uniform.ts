// Keras' default initial weights (Glorot and Bengio 2010): uniform in [-limit, limit), where
// limit = sqrt(6 / (fan in + fan out)). Drawn from counter-based numbers, so that they are the same bits
// everywhere; tfjs' own initialiser reads seed 0 as "no seed" and multiplies in double precision.
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { initializers } from '@tensorflow/tfjs-layers';
import { check } from './check.ts';
import { initialWeightsStream, largestSeed, randomKey } from './random-key.ts';
import { threefry2x32 } from './threefry.ts';

/** tfjs-layers' Initializer, whose class it does not export. */
export type Initializer = ReturnType<typeof initializers.glorotUniform>;

/**
 * The initialiser of one layer's kernel. Saved models name it as Keras does, `GlorotUniform`, so that any tfjs
 * or Keras program loads them.
 *
 * `seed` is the run's; `layer` is the layer's position in its model, so that layers of one shape differ. Both are
 * whole numbers from 0.
 *
 * @throws ModelError `INVALID_ARGUMENT`
 */
export function glorotUniform(options: { seed: number; layer: number }): Initializer {
  check.options('glorotUniform', options, ['seed', 'layer']);
  const { seed, layer } = options;
  check.wholeNumber('seed', seed, { min: 0, max: largestSeed });
  check.wholeNumber('layer', layer, { min: 0, max: 2 ** 32 - 1 });
  return Object.assign(initializers.zeros(), {
    apply(shape: number[]): Tensor {
      checkShape(shape);
      return tensor(glorotValues({ shape, seed, layer }), shape, 'float32');
    },
    getClassName: () => 'GlorotUniform',
    getConfig: () => ({ seed }),
  });
}

/** A vector has no fan out: Keras takes it for one of the two, and biases here begin at 0. */
function checkShape(shape: unknown): void {
  check.list('shape', shape, { min: 2 });
  for (const [i, size] of shape.entries()) check.wholeNumber(`shape[${i}]`, size, { min: 1 });
}

/**
 * The values themselves, in the order of the kernel's memory.
 *
 * @param source.shape `[inputs, outputs]` of a dense layer or `[height, width, inputs, outputs]` of a convolution
 */
export function glorotValues(source: {
  shape: readonly number[];
  seed: number;
  layer: number;
}): Float32Array {
  const { shape, seed, layer } = source;
  const key = randomKey({ seed, stream: initialWeightsStream, index: layer });
  const limit = glorotLimit(shape);
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  for (let i = 0; i < values.length; i += 2) {
    const [first, second] = threefry2x32(key, [0, i / 2]);
    values[i] = symmetric(first) * limit;
    if (i + 1 < values.length) values[i + 1] = symmetric(second) * limit;
  }
  return values;
}

/** The bound of the uniform distribution for a kernel of this shape, as a float32. */
export function glorotLimit(shape: readonly number[]): number {
  const [inputs, outputs] = shape.slice(-2);
  const receptiveField = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return Math.fround(Math.sqrt(6 / ((inputs + outputs) * receptiveField)));
}

// 24 bits fill a float32's mantissa: times the limit, the product is exact in a double and rounded once.
function symmetric(word: number): number {
  return (word >>> 8) * 2 ** -23 - 1;
}
