// Gradients of pooling in two and three dimensions, and theirs; of morphological dilation.

import type { Tensor, Tensor3D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe } from 'vitest';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

describe('the gradients equal differences of', () => {
  const volume = [1, 5, 4, 5, 2];
  testGradients({
    'avgPool3d, windows over the edge': {
      forward: (x) => tf.avgPool3d(x as Tensor5D, 3, 2, 'same'),
      inputs: [volume],
      kind: 'linear',
    },
    'avgPool3d, uneven': {
      forward: (x) => tf.avgPool3d(x as Tensor5D, [2, 3, 2], [1, 2, 3], 'same'),
      inputs: [volume],
      kind: 'linear',
    },
    'avgPool3d, twice': {
      forward: (x) => tf.avgPool3d(x as Tensor5D, 2, 1, 'same'),
      inputs: [[1, 2, 3, 2, 1]],
      twice: true,
    },
    maxPool3d: {
      forward: (x) => tf.maxPool3d(x as Tensor5D, 2, 2, 'same'),
      inputs: [volume],
      kind: 'pieces',
    },
    'maxPool3d, twice': {
      forward: (x) => tf.maxPool3d(x as Tensor5D, 2, 1, 'same'),
      inputs: [() => tf.reshape(tf.mul(tf.cos(tf.range(0, 24)), 2), [1, 2, 3, 2, 2])],
      twice: true,
    },
    'avgPool, twice': {
      forward: (x) => tf.avgPool(x as Tensor4D, 3, 2, 'same'),
      inputs: [[1, 4, 5, 2]],
      twice: true,
    },
    'maxPool, twice': {
      forward: (x) => tf.maxPool(x as Tensor4D, [2, 3], 2, 'same'),
      inputs: [() => tf.reshape(tf.mul(tf.cos(tf.range(0, 40)), 2), [1, 4, 5, 2])],
      twice: true,
    },
    maxPoolWithArgmax: {
      forward: (x) => tf.maxPoolWithArgmax(x as Tensor4D, 2, 2, 'same').result,
      inputs: [[2, 4, 5, 2]],
      kind: 'pieces',
    },
    'maxPoolWithArgmax, twice': {
      forward: (x) => tf.maxPoolWithArgmax(x as Tensor4D, 2, 2, 'same').result,
      inputs: [() => tf.reshape(tf.mul(tf.cos(tf.range(0, 40)), 2), [1, 4, 5, 2])],
      twice: true,
    },
    'maxPoolWithArgmax, the batch in its indices': {
      forward: (x) => tf.maxPoolWithArgmax(x as Tensor4D, 2, 1, 'valid', true).result,
      inputs: [[2, 3, 4, 2]],
      kind: 'pieces',
    },
  });
  const dilation = (strides: number, pad: 'same' | 'valid', dilations: number) => ({
    forward: (x: Tensor, filter: Tensor) =>
      tf.dilation2d(x as Tensor4D, filter as Tensor3D, strides, pad, dilations),
    // The filter's numbers are so small that those of the images alone decide.
    inputs: [[2, 5, 6, 3], () => tf.reshape(tf.div(tf.cos(tf.range(0, 18)), 100), [2, 3, 3])],
    kind: 'pieces' as const,
  });
  testGradients({
    dilation2d: dilation(1, 'same', 1),
    'dilation2d, strided': dilation(2, 'valid', 1),
    'dilation2d, dilated': dilation(1, 'valid', 2),
  });
});
