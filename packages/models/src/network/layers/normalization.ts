// Batch normalization, with the statistics of each channel over a batch; layer normalization, with the statistics of each
// sample; and rescaling by constants.
import type { Initializer } from '../../initial-weights/initializer.ts';
import { flag, initializer, notNegative, number, optional, share } from './fields.ts';
import { type LayerBase, type LayerKind, misfit, type Shape, type WeightSpec } from './layer-kind.ts';

/** The fields that both kinds of normalization share. */
export interface Normalization extends LayerBase {
  /** Added to the variance; 0.001 by default. */
  readonly epsilon?: number;
  /** Whether the layer has a learned shift `beta`; true by default. */
  readonly center?: boolean;
  /** Whether the layer has a learned factor `gamma`; true by default. */
  readonly scale?: boolean;
  /** `zeros` by default. */
  readonly betaInitializer?: Initializer;
  /** `ones` by default. */
  readonly gammaInitializer?: Initializer;
}

/**
 * Normalizes each channel (the last axis) to mean 0 and variance 1: over the batch in training, with running averages in
 * inference. Weights: `gamma`, `beta`, and the averages `moving_mean` and `moving_variance`, [channels] each.
 */
export interface BatchNormalizationLayer extends Normalization {
  readonly kind: 'batchNormalization';
  /** Weight of the previous running average in the new one; 0.99 by default. */
  readonly momentum?: number;
}

/** Normalizes each vector along the last axis to mean 0 and variance 1. Weights: `gamma` and `beta`. */
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

/** Keras' default; PyTorch's is 1e-5. */
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
    // As in Keras, a frozen normalization does not update its averages.
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

/** Computes x · scale + offset, for example to map bytes to -1..1, or to scale logits. No weights. */
export interface RescalingLayer extends LayerBase {
  readonly kind: 'rescaling';
  readonly scale: number;
  /** 0 by default. */
  readonly offset?: number;
}

export const rescaling: LayerKind<RescalingLayer> = {
  className: 'Rescaling',
  automaticName: 'rescaling',
  fields: { scale: number, offset: optional(number) },
  shape: (_, [x]) => x,
  operations: ({ scale, offset = 0 }) => [{ operation: { kind: 'rescaling', scale, offset } }],
};
