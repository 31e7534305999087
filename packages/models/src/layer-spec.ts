// A model's layers as data: what the model files list, "your turn" rewrites and create-layer.ts turns into
// tfjs layers.
import type { ActivationName } from './activation.ts';

/** 3x3 convolution, stride 1, relu. `maxNorm` bounds the length of each kernel column (Keras' axis 0). */
export interface Conv2dSpec {
  readonly kind: 'conv2d';
  readonly filters: number;
  readonly padding: 'valid' | 'same';
  readonly maxNorm?: number;
}

/** Largest value of each 2x2 window, stride 2. */
export interface MaxPooling2dSpec {
  readonly kind: 'maxPooling2d';
}

/** Sets a fraction `rate` of the values to zero while training, and scales the others by 1 / (1 - rate). */
export interface DropoutSpec {
  readonly kind: 'dropout';
  readonly rate: number;
}

/** From an image or feature maps to one row of numbers. */
export interface FlattenSpec {
  readonly kind: 'flatten';
}

/** A hidden dense layer: what "your turn" changes. */
export interface HiddenSpec {
  readonly kind: 'hidden';
  readonly units: number;
  readonly activation: ActivationName;
}

/** The last dense layer: one softmax probability for each class. */
export interface OutputSpec {
  readonly kind: 'output';
  readonly units: number;
}

/** One layer of a model as data, with Keras' names and meanings. */
export type LayerSpec = Conv2dSpec | MaxPooling2dSpec | DropoutSpec | FlattenSpec | HiddenSpec | OutputSpec;
