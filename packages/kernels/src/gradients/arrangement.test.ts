// Gradients of tiling, padding, slicing, stacking and blocks of pixels.

import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe } from 'vitest';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const linear = { kind: 'linear' } as const;

describe('the gradients equal differences of', () => {
  testGradients({
    'tile of rank 5': { forward: (x) => tf.tile(x, [2, 1, 3, 1, 2]), inputs: [[1, 2, 2, 3, 2]], ...linear },
    'tile of rank 1': { forward: (x) => tf.tile(x, [3]), inputs: [[4]], twice: true },
    broadcastTo: { forward: (x) => tf.broadcastTo(x, [2, 3, 4]), inputs: [[3, 1]], ...linear },
    'pad below zero': {
      forward: (x) =>
        tf.pad(
          x,
          [
            [-1, 2],
            [1, -2],
            [-1, -1],
          ],
          3,
        ),
      inputs: [[3, 4, 3]],
      ...linear,
    },
    pad: {
      forward: (x) =>
        tf.pad(
          x,
          [
            [1, 2],
            [0, 1],
          ],
          3,
        ),
      inputs: [[3, 4]],
      twice: true,
    },
    'mirrorPad, reflect': {
      forward: (x) =>
        tf.mirrorPad(
          x,
          [
            [2, 1],
            [0, 2],
          ],
          'reflect',
        ),
      inputs: [[4, 3]],
      ...linear,
    },
    'mirrorPad, symmetric': {
      forward: (x) =>
        tf.mirrorPad(
          x,
          [
            [2, 3],
            [1, 0],
            [0, 2],
          ],
          'symmetric',
        ),
      inputs: [[3, 2, 3]],
      twice: true,
    },
    slice: { forward: (x) => tf.slice(x, [1, 0], [2, 3]), inputs: [[4, 5]], twice: true },
    'stridedSlice by 2': {
      forward: (x) => tf.stridedSlice(x, [0, 1], [5, 6], [2, 2]),
      inputs: [[5, 6]],
      ...linear,
    },
    'stridedSlice backwards': {
      forward: (x) => tf.stridedSlice(x, [4, 5], [0, 0], [-2, -3]),
      inputs: [[5, 6]],
      ...linear,
    },
    'stridedSlice of one place': {
      forward: (x) => tf.stridedSlice(x, [1, 0, 2], [2, 3, 3], [1, 2, 1], 0, 0, 0, 0, 5),
      inputs: [[3, 3, 4]],
      twice: true,
    },
    split: { forward: (x) => tf.concat(tf.split(x, [1, 3], 1).toReversed(), 1), inputs: [[3, 4]], ...linear },
    'split into one': { forward: (x) => tf.split(x, 1, 1)[0], inputs: [[3, 4]], ...linear },
    'unstack of one': { forward: (x) => tf.unstack(x, 0)[0], inputs: [[1, 4]], ...linear },
    unstack: {
      forward: (x) => tf.mul(...(tf.unstack(x, 1) as [tf.Tensor, tf.Tensor])),
      inputs: [[3, 2]],
      twice: true,
    },
    stack: {
      forward: (a, b) => tf.stack([a, b, a], 1),
      inputs: [
        [3, 2],
        [3, 2],
      ],
      twice: true,
    },
    depthToSpace: {
      forward: (x) => tf.depthToSpace(x as Tensor4D, 2),
      inputs: [[2, 2, 3, 8]],
      ...linear,
    },
    'depthToSpace, NHWC by 3': {
      forward: (x) => tf.depthToSpace(x as Tensor4D, 3),
      inputs: [[1, 1, 2, 9]],
      twice: true,
    },
    spaceToBatchND: {
      forward: (x) =>
        tf.spaceToBatchND(
          x,
          [2, 2],
          [
            [0, 1],
            [1, 0],
          ],
        ),
      inputs: [[1, 3, 3, 2]],
      ...linear,
    },
  });
});
