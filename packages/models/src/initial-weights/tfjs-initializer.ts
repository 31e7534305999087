// Initializers for tfjs-layers, with the values of initializer.ts. tfjs' own initializers treat seed 0 as "no seed" and draw
// different numbers on different machines.

import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { initializers } from '@tensorflow/tfjs-layers';
import { largestSeed } from '#random';
import { check } from '../check.ts';
import { type Initializer, initializerRecord, initialValues, type WeightSource } from './initializer.ts';

/** The class Initializer of tfjs-layers, which does not export it. */
export type TfjsInitializer = ReturnType<typeof initializers.zeros>;

/**
 * Saved models contain Keras' name of the initializer, so that any tfjs or Keras program can load them; `dirac`, which Keras
 * lacks, is saved as Zeros.
 */
export function tfjsInitializer(initializer: Initializer, source: WeightSource): TfjsInitializer {
  const { className, config } = kerasInitializer(initializer, source.seed);
  return Object.assign(initializers.zeros(), {
    apply(shape: number[]): Tensor {
      return tensor(initialValues(initializer, { ...source, shape }), shape, 'float32');
    },
    getClassName: () => className,
    getConfig: () => config,
  });
}

interface KerasInitializer {
  readonly className: string;
  readonly config: Record<string, number | string>;
}

/** Keras' class names of the random initializers. */
const classNames: Readonly<Record<string, string>> = {
  glorotUniform: 'GlorotUniform',
  glorotNormal: 'GlorotNormal',
  heUniform: 'HeUniform',
  heNormal: 'HeNormal',
  lecunUniform: 'LeCunUniform',
  lecunNormal: 'LeCunNormal',
};

function kerasInitializer(initializer: Initializer, seed: number): KerasInitializer {
  if (typeof initializer === 'string' && Object.hasOwn(classNames, initializer)) {
    return { className: classNames[initializer], config: { seed } };
  }
  const record = initializerRecord(initializer);
  switch (record.kind) {
    case 'constant':
      if (record.value === 0) return { className: 'Zeros', config: {} };
      if (record.value === 1) return { className: 'Ones', config: {} };
      return { className: 'Constant', config: { value: record.value } };
    case 'randomUniform':
      return { className: 'RandomUniform', config: { minval: record.min, maxval: record.max, seed } };
    case 'varianceScaling': {
      const { scale, mode, distribution } = record;
      const named = distribution === 'uniform' ? 'uniform' : 'normal';
      return { className: 'VarianceScaling', config: { scale, mode, distribution: named, seed } };
    }
    case 'dirac':
      return { className: 'Zeros', config: {} };
    default:
      return record satisfies never;
  }
}

/**
 * Keras' default initializer (Glorot and Bengio 2010) for the kernel of a custom layer: uniform in [-limit, limit), where
 * limit = sqrt(6 / (fan in + fan out)). Saved models contain Keras' name `GlorotUniform`, so that any tfjs or Keras program can
 * load them.
 *
 * `seed` is the seed of the run; `layer` is the position of the layer in its model, so that layers of equal shape get different
 * weights. Both are whole numbers from 0.
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

// A vector has no fan out, and the biases of these models are 0.
function checkShape(shape: unknown): void {
  check.list('shape', shape, { min: 2 });
  for (const [i, size] of shape.entries()) check.wholeNumber(`shape[${i}]`, size, { min: 1 });
}
