// Gradients of dilated, grouped and transposed convolutions, and second derivatives of all.

import type { Tensor, Tensor3D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe } from 'vitest';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

type Padding = 'same' | 'valid';
const conv2d =
  (
    strides: number,
    pad: Padding,
    dilations: number | [number, number] = 1,
    format: 'NHWC' | 'NCHW' = 'NHWC',
  ) =>
  (x: Tensor, w: Tensor) =>
    tf.conv2d(x as Tensor4D, w as Tensor4D, strides, pad, format, dilations);
const depthwise =
  (
    strides: number,
    pad: Padding,
    dilations: number | [number, number] = 1,
    format: 'NHWC' | 'NCHW' = 'NHWC',
  ) =>
  (x: Tensor, w: Tensor) =>
    tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, strides, pad, format, dilations);
const conv3d =
  (strides: number, pad: Padding, dilations: number | [number, number, number] = 1) =>
  (x: Tensor, w: Tensor) =>
    tf.conv3d(x as Tensor5D, w as Tensor5D, strides, pad, 'NDHWC', dilations);
const images = [2, 7, 8, 3];
const filter = [3, 2, 3, 4];

describe('the gradients equal differences of', () => {
  testGradients({
    'conv2d, dilated by 2': { forward: conv2d(1, 'same', 2), inputs: [images, filter], kind: 'linear' },
    'conv2d, dilated by 2 and 3, valid': {
      forward: conv2d(1, 'valid', [2, 3]),
      inputs: [images, filter],
      kind: 'linear',
    },
    'conv2d, dilated, NCHW': {
      forward: conv2d(1, 'same', 2, 'NCHW'),
      inputs: [[2, 3, 7, 6], filter],
      kind: 'linear',
    },
    'conv1d, dilated by 2': {
      forward: (x, w) => tf.conv1d(x as Tensor3D, w as Tensor3D, 1, 'same', 'NWC', 2),
      inputs: [
        [2, 9, 3],
        [3, 3, 4],
      ],
      kind: 'linear',
    },
    'fused.conv2d, dilated': {
      forward: (x, w, bias) =>
        tf.fused.conv2d({
          x: x as Tensor4D,
          filter: w as Tensor4D,
          bias,
          strides: 1,
          pad: 'same',
          dilations: 2,
        }),
      inputs: [images, filter, [4]],
      kind: 'linear',
    },
    'fused.depthwiseConv2d, dilated': {
      forward: (x, w, bias) =>
        tf.fused.depthwiseConv2d({
          x: x as Tensor4D,
          filter: w as Tensor4D,
          bias,
          strides: 1,
          pad: 'same',
          dilations: 2,
        }),
      inputs: [images, [3, 3, 3, 2], [6]],
      kind: 'linear',
    },
    'depthwiseConv2d, dilated': {
      forward: depthwise(1, 'same', [2, 3]),
      inputs: [images, [3, 3, 3, 2]],
      kind: 'linear',
    },
    'depthwiseConv2d, NCHW': {
      forward: depthwise(2, 'same', 1, 'NCHW'),
      inputs: [
        [2, 3, 6, 7],
        [3, 2, 3, 2],
      ],
      kind: 'linear',
    },
    'separableConv2d, dilated': {
      forward: (x, depth, point) =>
        tf.separableConv2d(x as Tensor4D, depth as Tensor4D, point as Tensor4D, 1, 'same', 2),
      inputs: [images, [3, 3, 3, 2], [1, 1, 6, 4]],
      kind: 'linear',
    },
    'conv3d, dilated by 2': {
      forward: conv3d(1, 'same', 2),
      inputs: [
        [1, 5, 6, 5, 2],
        [2, 3, 2, 2, 3],
      ],
      kind: 'linear',
    },
    'conv3d, dilated unevenly': {
      forward: conv3d(1, 'valid', [2, 1, 3]),
      inputs: [
        [1, 5, 6, 7, 2],
        [2, 3, 2, 2, 3],
      ],
      kind: 'linear',
    },
    conv3dTranspose: {
      forward: (x, w) => tf.conv3dTranspose(x as Tensor5D, w as Tensor5D, [1, 4, 6, 4, 3], 2, 'same'),
      inputs: [
        [1, 2, 3, 2, 2],
        [3, 2, 3, 3, 2],
      ],
      kind: 'linear',
    },
  });
});

describe('the second derivatives equal differences of', () => {
  const twice = true;
  testGradients({
    conv2d: {
      forward: conv2d(2, 'same'),
      inputs: [
        [1, 5, 4, 2],
        [3, 2, 2, 3],
      ],
      twice,
      every: 3,
    },
    'conv2d, dilated': {
      forward: conv2d(1, 'same', 2),
      inputs: [
        [1, 5, 4, 2],
        [3, 2, 2, 3],
      ],
      twice,
      every: 3,
    },
    conv2dTranspose: {
      forward: (x, w) => tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [1, 6, 4, 2], 2, 'same'),
      inputs: [
        [1, 3, 2, 3],
        [3, 3, 2, 3],
      ],
      twice,
      every: 3,
    },
    'fused.conv2d': {
      forward: (x, w, bias) =>
        tf.fused.conv2d({ x: x as Tensor4D, filter: w as Tensor4D, bias, strides: 1, pad: 'same' }),
      inputs: [[1, 4, 4, 2], [3, 2, 2, 3], [3]],
      twice,
      every: 3,
    },
    'fused.matMul': {
      forward: (a, b, bias) => tf.fused.matMul({ a, b, bias }),
      inputs: [[3, 4], [4, 2], [2]],
      twice,
    },
    depthwiseConv2d: {
      forward: depthwise(1, 'same'),
      inputs: [
        [1, 5, 4, 2],
        [3, 2, 2, 2],
      ],
      twice,
      every: 3,
    },
    conv3d: {
      forward: conv3d(1, 'same'),
      inputs: [
        [1, 3, 3, 3, 2],
        [2, 2, 2, 2, 2],
      ],
      twice,
      every: 5,
    },
  });
});
