// Gradients of batch normalisation, and theirs.

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe } from 'vitest';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const positive = (shape: number[]) => () =>
  tf.add(tf.square(tf.cos(tf.reshape(tf.range(1, 1 + tf.util.sizeFromShape(shape)), shape))), 0.5);
const given = (x: Tensor, mean: Tensor, variance: Tensor, offset?: Tensor, scale?: Tensor) =>
  tf.batchNorm(x as never, mean as never, variance as never, offset as never, scale as never, 0.1);

describe('the gradients equal differences of', () => {
  testGradients({
    'batchNorm by channel': {
      forward: (x, mean, variance, offset, scale) => given(x, mean, variance, offset, scale),
      inputs: [[2, 3, 2, 4], [4], positive([4]), [4], [4]],
    },
    'batchNorm with a mean of full rank': {
      forward: (x, mean, variance, offset, scale) => given(x, mean, variance, offset, scale),
      inputs: [[2, 3, 2, 2], [2, 3, 2, 2], positive([2, 3, 2, 2]), [2, 3, 2, 2], [2, 3, 2, 2]],
    },
    'batchNorm of a matrix while training': {
      forward: (x, offset, scale) => {
        const { mean, variance } = tf.moments(x, 0);
        return given(x, mean, variance, offset, scale);
      },
      inputs: [[6, 3], [3], [3]],
      twice: true,
    },
    'batchNorm of images while training': {
      forward: (x, offset, scale) => {
        const { mean, variance } = tf.moments(x, [0, 1, 2]);
        return given(x, mean, variance, offset, scale);
      },
      inputs: [[2, 2, 3, 2], [2], [2]],
      twice: true,
      every: 2,
    },
    'batchNorm without a scale': {
      forward: (x, mean, variance, offset) => given(x, mean, variance, offset),
      inputs: [[2, 3, 2, 4], [4], positive([4]), [4]],
    },
    'batchNorm without an offset': {
      forward: (x, mean, variance, scale) => given(x, mean, variance, undefined, scale),
      inputs: [[2, 3, 2, 4], [4], positive([4]), [4]],
    },
    'batchNorm without both, while training': {
      forward: (x) => {
        const { mean, variance } = tf.moments(x, 0);
        return given(x, mean, variance);
      },
      inputs: [[6, 3]],
      twice: true,
    },
    'localResponseNormalization, twice': {
      forward: (x) => tf.localResponseNormalization(x as tf.Tensor4D, 2, 1, 0.5, 0.75),
      inputs: [[1, 2, 2, 5]],
      twice: true,
    },
    localResponseNormalization: {
      forward: (x) => tf.localResponseNormalization(x as tf.Tensor4D, 2),
      inputs: [[1, 2, 2, 5]],
    },
  });
});
