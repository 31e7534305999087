// Pooling of images [height, width, channels]: the maximum or the mean of each window, or of the whole image.
import { optional, padding, size } from './fields.ts';
import { imageShape, type LayerBase, type LayerKind } from './layer-kind.ts';
import { type Padding, pairOf, type Size, type Window, windowedSize } from './window.ts';

/** The fields of pooling with windows. */
export interface Pooling extends LayerBase {
  /** In pixels; 2 by default. */
  readonly poolSize?: Size;
  /** Equal to `poolSize` by default. */
  readonly strides?: Size;
  /** `valid` by default. */
  readonly padding?: Padding;
}

/** The maximum of each window, for each channel. */
export interface MaxPooling2dLayer extends Pooling {
  readonly kind: 'maxPooling2d';
}

/** The mean of each window, for each channel. */
export interface AveragePooling2dLayer extends Pooling {
  readonly kind: 'averagePooling2d';
}

/** The mean of each channel: [height, width, channels] to [channels]. */
export interface GlobalAveragePooling2dLayer extends LayerBase {
  readonly kind: 'globalAveragePooling2d';
}

/** The maximum of each channel: [height, width, channels] to [channels]. */
export interface GlobalMaxPooling2dLayer extends LayerBase {
  readonly kind: 'globalMaxPooling2d';
}

const fields = { poolSize: optional(size), strides: optional(size), padding: optional(padding) };

function windowOf({ poolSize = 2, strides = poolSize, padding = 'valid' }: Pooling): Window {
  return { window: pairOf(poolSize), strides: pairOf(strides), padding };
}

function operationWindow(spec: Pooling) {
  const { window, strides, padding } = windowOf(spec);
  return { poolSize: window, strides, padding };
}

export const maxPooling2d: LayerKind<MaxPooling2dLayer> = {
  className: 'MaxPooling2D',
  automaticName: 'max_pooling2d',
  fields,
  shape: (spec, [x]) => [...windowedSize(imageShape(x), windowOf(spec)), x[2]],
  operations: (spec) => [{ operation: { kind: 'maxPool2d', ...operationWindow(spec) } }],
};

export const averagePooling2d: LayerKind<AveragePooling2dLayer> = {
  className: 'AveragePooling2D',
  automaticName: 'average_pooling2d',
  fields,
  shape: (spec, [x]) => [...windowedSize(imageShape(x), windowOf(spec)), x[2]],
  operations: (spec) => [{ operation: { kind: 'averagePool2d', ...operationWindow(spec) } }],
};

export const globalAveragePooling2d: LayerKind<GlobalAveragePooling2dLayer> = {
  className: 'GlobalAveragePooling2D',
  automaticName: 'global_average_pooling2d',
  fields: {},
  shape: (_, [x]) => [imageShape(x)[2]],
  operations: () => [{ operation: { kind: 'globalAveragePool' } }],
};

export const globalMaxPooling2d: LayerKind<GlobalMaxPooling2dLayer> = {
  className: 'GlobalMaxPooling2D',
  automaticName: 'global_max_pooling2d',
  fields: {},
  shape: (_, [x]) => [imageShape(x)[2]],
  operations: () => [{ operation: { kind: 'globalMaxPool' } }],
};
