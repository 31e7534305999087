// Normalization: batch normalization, whose statistics are those of the channels over a batch, and layer normalization, whose
// statistics are those of each sample.
import type { Initializer } from '../../initial-weights/initializer.ts';
import { flag, initializer, notNegative, optional, share } from './fields.ts';
import { type LayerBase, type LayerKind, misfit, type Shape, type WeightSpec } from './layer-kind.ts';

/** What both kinds of normalization have. */
export interface Normalization extends LayerBase {
  /** Added to the variance; 0.001 by default. */
  readonly epsilon?: number;
  /** Whether there is a learned shift, `beta`. Yes by default. */
  readonly center?: boolean;
  /** Whether there is a learned factor, `gamma`. Yes by default. */
  readonly scale?: boolean;
  /** `zeros` by default. */
  readonly betaInitializer?: Initializer;
  /** `ones` by default. */
  readonly gammaInitializer?: Initializer;
}

/**
 * Brings each channel (the last axis) to mean 0 and variance 1 over the batch in training; by running averages otherwise.
 * Weights `gamma`, `beta`, and the averages `moving_mean` and `moving_variance`, [channels] each.
 */
export interface BatchNormalizationLayer extends Normalization {
  readonly kind: 'batchNormalization';
  /** Share of the old running average in the new one; 0.99 by default. */
  readonly momentum?: number;
}

/** Brings each vector along the last axis to mean 0 and variance 1. Weights `gamma` and `beta`. */
export interface LayerNormalizationLayer extends Normalization {
  readonly kind: 'layerNormalization';
}

const fields = {
  epsilon: optional(notNegative),
  center: optional(flag),
  scale: optional(flag),
  betaInitializer: optional(initializer),
  gammaInitializer: optional(initializer),
};

/** Keras' default, which is not PyTorch's 1e-5. */
const defaultEpsilon = 0.001;

function learned(spec: Normalization, [x]: readonly Shape[]): WeightSpec[] {
  const { betaInitializer = 'zeros', gammaInitializer = 'ones' } = spec;
  const initializers = { gamma: gammaInitializer, beta: betaInitializer };
  return learnedNames(spec).map((name) => ({ name, shape: x.slice(-1), initializer: initializers[name] }));
}

function learnedNames({ scale = true, center = true }: Normalization): ('gamma' | 'beta')[] {
  return [...(scale ? (['gamma'] as const) : []), ...(center ? (['beta'] as const) : [])];
}

function sameShape(_: Normalization, [x]: readonly Shape[]): Shape {
  if (x.length > 0) return x;
  throw misfit('at least one axis besides the batch', x);
}

export const batchNormalization: LayerKind<BatchNormalizationLayer> = {
  className: 'BatchNormalization',
  automaticName: 'batch_normalization',
  fields: { ...fields, momentum: optional(share) },
  shape: sameShape,
  weights(spec, inputs) {
    const { momentum = 0.99, trainable = true } = spec;
    // Keras' frozen normalization does not follow the data.
    const average = { shape: inputs[0].slice(-1), momentum: trainable === false ? 1 : momentum };
    return [
      ...learned(spec, inputs),
      { name: 'moving_mean', initializer: 'zeros', ...average },
      { name: 'moving_variance', initializer: 'ones', ...average },
    ];
  },
  operations(spec) {
    const { epsilon = defaultEpsilon, scale = true, center = true, trainable = true } = spec;
    const frozen = trainable === false && { isFrozen: true };
    return [
      {
        operation: { kind: 'batchNormalization', epsilon, scale, center, ...frozen },
        weights: [...learnedNames(spec), 'moving_mean', 'moving_variance'],
      },
    ];
  },
};

export const layerNormalization: LayerKind<LayerNormalizationLayer> = {
  className: 'LayerNormalization',
  automaticName: 'layer_normalization',
  fields,
  shape: sameShape,
  weights: learned,
  operations(spec) {
    const { epsilon = defaultEpsilon, scale = true, center = true } = spec;
    return [
      {
        operation: { kind: 'layerNormalization', axes: 1, epsilon, scale, center },
        weights: learnedNames(spec),
      },
    ];
  },
};
