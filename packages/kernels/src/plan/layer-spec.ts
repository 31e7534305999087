// The layers that a training plan knows, as plain data with Keras' names and meanings. NHWC throughout.
import { checkLengths } from '../check.ts';
import { KernelError } from '../kernel-error.ts';
import type { Words } from '../threefry.ts';
import { checkLayer } from './check-layer.ts';

/** Activations by Keras' names, in the order of the numbers in assembly/activation.ts; softmax is apart. */
export const elementwiseActivations = [
  'linear',
  'relu',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
  'hard_sigmoid',
  'exponential',
] as const;

/** An activation by Keras' name. `softmax` is for the last layer alone. */
export type PlanActivation = (typeof elementwiseActivations)[number] | 'softmax';

/** Sizes or strides along the height and the width, in pixels, 1 or more. */
export type Pair = readonly [height: number, width: number];

/** As in Keras: 'same' pads with zeros so that a stride of 1 keeps the size, 'valid' does not pad. */
export type Padding = 'same' | 'valid';

/**
 * A convolution over [height, width, channels]; weights [kernelHeight, kernelWidth, channels, filters], then the
 * bias.
 */
export interface Conv2DSpec {
  readonly kind: 'conv2d';
  readonly filters: number;
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly activation: PlanActivation;
  readonly useBias: boolean;
}

/** The largest value of each window, per channel. It has no weights. */
export interface MaxPool2DSpec {
  readonly kind: 'maxPool2d';
  readonly poolSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}

/** Drops a fraction of the values in training and scales the others by 1 / (1 - rate); does nothing otherwise. */
export interface DropoutSpec {
  readonly kind: 'dropout';
  /** Fraction dropped, 0 <= rate < 1. */
  readonly rate: number;
  /** Of the layer's random numbers: another for each dropout layer and each seed. */
  readonly key: Words;
}

/** An image as one vector, row by row, channels last. */
export interface FlattenSpec {
  readonly kind: 'flatten';
}

/** A fully connected layer; weights [inputs, units], then the bias. */
export interface DenseSpec {
  readonly kind: 'dense';
  readonly units: number;
  readonly activation: PlanActivation;
  readonly useBias: boolean;
}

/** One layer. The last of a plan is a dense layer with softmax: its loss is the categorical cross-entropy. */
export type LayerSpec = Conv2DSpec | MaxPool2DSpec | DropoutSpec | FlattenSpec | DenseSpec;

/** Shape of a layer's output without the batch, and of its weights in Keras' order. */
export interface LayerShapes {
  readonly out: readonly number[];
  readonly weights: readonly (readonly number[])[];
}

/**
 * Works out a layer's shapes from its input's.
 *
 * @throws KernelError INVALID_ARGUMENT; UNSUPPORTED where the two do not fit
 */
export function layerShapes(spec: LayerSpec, input: readonly number[]): LayerShapes {
  checkLayer('layer', spec);
  checkLengths('input', input, { min: 1 });
  switch (spec.kind) {
    case 'conv2d': {
      const [height, width, channels] = image(spec.kind, input);
      const [kernelHeight, kernelWidth] = spec.kernelSize;
      const out = [
        outLength(height, kernelHeight, spec.strides[0], spec.padding),
        outLength(width, kernelWidth, spec.strides[1], spec.padding),
        spec.filters,
      ];
      return { out, weights: withBias([kernelHeight, kernelWidth, channels, spec.filters], spec.useBias) };
    }
    case 'maxPool2d': {
      const [height, width, channels] = image(spec.kind, input);
      const out = [
        outLength(height, spec.poolSize[0], spec.strides[0], spec.padding),
        outLength(width, spec.poolSize[1], spec.strides[1], spec.padding),
        channels,
      ];
      return { out, weights: [] };
    }
    case 'dropout':
      return { out: input, weights: [] };
    case 'flatten':
      return { out: [elements(input)], weights: [] };
    case 'dense':
      if (input.length !== 1) {
        throw new KernelError(
          'UNSUPPORTED',
          `dense expects [batch, units], received [batch, ${input.join(', ')}]. Put flatten before it.`,
        );
      }
      return { out: [spec.units], weights: withBias([input[0], spec.units], spec.useBias) };
    default:
      throw spec satisfies never;
  }
}

/** Zeros before the first row or column, as TensorFlow pads. */
export function paddingBefore(input: number, kernel: number, stride: number, padding: Padding): number {
  if (padding === 'valid') return 0;
  const total = Math.max((Math.ceil(input / stride) - 1) * stride + kernel - input, 0);
  return Math.floor(total / 2);
}

/** Number of elements of a shape. */
export function elements(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function outLength(input: number, kernel: number, stride: number, padding: Padding): number {
  const length = padding === 'same' ? Math.ceil(input / stride) : Math.ceil((input - kernel + 1) / stride);
  if (length > 0) return length;
  throw new KernelError(
    'UNSUPPORTED',
    `A window of ${kernel} does not fit into an input of ${input}. Use a smaller window or padding 'same'.`,
  );
}

function image(kind: string, input: readonly number[]): readonly number[] {
  if (input.length === 3) return input;
  throw new KernelError(
    'UNSUPPORTED',
    `${kind} expects [batch, height, width, channels], received [batch, ${input.join(', ')}].`,
  );
}

function withBias(kernel: readonly number[], useBias: boolean): readonly (readonly number[])[] {
  return useBias ? [kernel, [kernel[kernel.length - 1]]] : [kernel];
}
