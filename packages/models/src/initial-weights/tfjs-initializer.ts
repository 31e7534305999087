// An initializer as tfjs-layers takes it, with the values of initializer.ts: tfjs' own initializers read seed 0 as "no seed"
// and draw other numbers on other machines.
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { initializers } from '@tensorflow/tfjs-layers';
import { type Initializer, initializerRecord, initialValues, type WeightSource } from './initializer.ts';

/** tfjs-layers' Initializer, whose class it does not export. */
export type TfjsInitializer = ReturnType<typeof initializers.zeros>;

/** Saved models name it as Keras does, so that any tfjs or Keras program loads them; Dirac, which Keras lacks, as Zeros. */
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

/** Keras' classes of the initializers by name that draw something. */
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
