// For tests: the type of a network in the zoo, and abbreviations for writing one with tfjs-layers.

import { input, type LayersModel, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { TrainingData } from '../data/training-data.ts';
import type { ObjectiveOptions } from '../graph/network-functions.ts';

/** A network with everything that its training needs. */
export interface ZooNetwork extends ObjectiveOptions {
  /** Creates the network with weights chosen by tfjs. */
  create(): LayersModel;
  /** {@link samples} samples. */
  readonly train: TrainingData;
}

export const samples = 64;
/** Shape of the images. */
export const imageShape = [8, 8, 2];
export const classes = 3;

export type Tensor = SymbolicTensor;

export function apply(layer: layers.Layer, inputs: Tensor | Tensor[]): Tensor {
  return layer.apply(inputs) as Tensor;
}

export function chain(start: Tensor, ...steps: readonly layers.Layer[]): Tensor {
  return steps.reduce((tensor, layer) => apply(layer, tensor), start);
}

/** An input of this shape. */
export const values = (shape: number[], name?: string): Tensor => input({ shape, ...(name && { name }) });
export const image = (name?: string): Tensor => values(imageShape, name);
export const conv = (filters: number, options: object = {}): layers.Layer =>
  layers.conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false, ...options });
export const dense = (units: number, options: object = {}): layers.Layer =>
  layers.dense({ units, ...options });
export const norm = (): layers.Layer => layers.batchNormalization();
export const act = (activation: 'relu' | 'tanh' | 'swish' = 'relu'): layers.Layer =>
  layers.activation({ activation });
export const softmax = (name?: string): layers.Layer =>
  layers.dense({ units: classes, activation: 'softmax', ...(name && { name }) });

/** Global average pooling and a softmax layer after feature maps. */
export function classifier(inputs: Tensor, maps: Tensor): LayersModel {
  return model({ inputs, outputs: chain(maps, layers.globalAveragePooling2d({}), softmax()) });
}

/** Bytes that depend only on their index. */
export function bytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => ((i * 2654435761) >>> 13) & 255);
}

/** Integers from 0 to below `end`. */
export function integers(count: number, end: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => ((i * 2654435761) >>> 11) % end);
}

export const labels = Uint8Array.from({ length: samples }, (_, i) => i % classes);
const imageBytes = bytes(samples * 128);
const [height, width, channels] = imageShape;

/** Images with one class each. */
export const labelledImages = {
  images: imageBytes,
  labels,
  shape: [samples, height, width, channels] as const,
};
/** The same images as a column. */
export const imageColumn = { values: imageBytes, shape: [samples, ...imageShape] };
/** A table with this many numbers per row, from -1 to below 1. */
export function table(columns: number, seed = 1): Float32Array {
  const first = seed * 1e6;
  return Float32Array.from({ length: samples * columns }, (_, i) => {
    const word = Math.imul(i + first, 2654435761);
    return (Math.imul(word ^ (word >>> 15), 2246822519) >>> 8) / 2 ** 23 - 1;
  });
}
