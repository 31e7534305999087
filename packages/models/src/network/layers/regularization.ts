// Layers that add noise in training, which reduces overfitting. In inference they do nothing.
import { notNegative, rate } from './fields.ts';
import type { LayerBase, LayerContext, LayerKind, Shape } from './layer-kind.ts';

/** Sets a fraction of the values to zero and scales the others by 1 / (1 - rate). */
export interface DropoutLayer extends LayerBase {
  readonly kind: 'dropout';
  /** From 0 to below 1. */
  readonly rate: number;
}

/** Adds normally distributed noise with this standard deviation. */
export interface GaussianNoiseLayer extends LayerBase {
  readonly kind: 'gaussianNoise';
  /** 0 or more. */
  readonly stddev: number;
}

/** Multiplies by noise with mean 1 and standard deviation √(rate / (1 - rate)). */
export interface GaussianDropoutLayer extends LayerBase {
  readonly kind: 'gaussianDropout';
  /** From 0 to below 1. */
  readonly rate: number;
}

/** Dropout for networks with `selu`: it preserves mean and variance. */
export interface AlphaDropoutLayer extends LayerBase {
  readonly kind: 'alphaDropout';
  /** From 0 to below 1. */
  readonly rate: number;
}

const sameShape = (_: unknown, [x]: readonly Shape[]): Shape => x;

export const dropout: LayerKind<DropoutLayer> = {
  className: 'Dropout',
  automaticName: 'dropout',
  fields: { rate },
  isRandom: true,
  shape: sameShape,
  operations: ({ rate }, { key }: LayerContext) => [{ operation: { kind: 'dropout', rate, key } }],
};

export const gaussianNoise: LayerKind<GaussianNoiseLayer> = {
  className: 'GaussianNoise',
  automaticName: 'gaussian_noise',
  fields: { stddev: notNegative },
  isRandom: true,
  shape: sameShape,
  operations: ({ stddev }, { key }: LayerContext) => [{ operation: { kind: 'gaussianNoise', stddev, key } }],
};

export const gaussianDropout: LayerKind<GaussianDropoutLayer> = {
  className: 'GaussianDropout',
  automaticName: 'gaussian_dropout',
  fields: { rate },
  isRandom: true,
  shape: sameShape,
  operations: ({ rate }, { key }: LayerContext) => [{ operation: { kind: 'gaussianDropout', rate, key } }],
};

export const alphaDropout: LayerKind<AlphaDropoutLayer> = {
  className: 'AlphaDropout',
  automaticName: 'alpha_dropout',
  fields: { rate },
  isRandom: true,
  shape: sameShape,
  operations: ({ rate }, { key }: LayerContext) => [{ operation: { kind: 'alphaDropout', rate, key } }],
};
