// Gradients of resized, cropped, flipped and turned images.

import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectGradients } from '../testing/numerical-gradient.ts';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const linear = { kind: 'linear' } as const;
const { resizeBilinear, resizeNearestNeighbor } = tf.image;
const sizes: [number, number][] = [
  [7, 9],
  [2, 3],
  [8, 4],
  [1, 1],
];
const modes = [
  { what: 'corners apart', align: false, half: false },
  { what: 'corners aligned', align: true, half: false },
  { what: 'half-pixel centers', align: false, half: true },
];
const resizes = { resizeBilinear, resizeNearestNeighbor };
const images = [2, 4, 5, 3];

describe('the gradients equal differences of', () => {
  testGradients(
    Object.fromEntries(
      Object.entries(resizes).flatMap(([name, resize]) =>
        sizes.flatMap((size) =>
          modes.map(({ what, align, half }) => [
            `${name} to ${size}, ${what}`,
            { forward: (x: Tensor) => resize(x as Tensor4D, size, align, half), inputs: [images], ...linear },
          ]),
        ),
      ),
    ),
  );
  const boxes = () => tf.tensor2d([0.1, 0.2, 0.8, 0.7, 0.9, 0.85, 0.3, 0.05, -0.2, 0.1, 0.6, 1.3], [3, 4]);
  const crop = (method: 'bilinear' | 'nearest') => (x: Tensor, where: Tensor) =>
    tf.image.cropAndResize(
      x as Tensor4D,
      where as Tensor2D,
      tf.tensor1d([1, 0, 1], 'int32') as Tensor1D,
      [3, 4],
      method,
      5,
    );
  const turned = [0.9, 0.2, -0.3, -0.1, 1.1, 0.4, 0.01, 0.02];
  const transform = (
    interpolation: 'nearest' | 'bilinear',
    mode: 'constant' | 'reflect' | 'wrap' | 'nearest',
  ) => ({
    forward: (x: Tensor) =>
      tf.image.transform(x as Tensor4D, tf.tensor2d(turned, [1, 8]), interpolation, mode, 2, [5, 6]),
    inputs: [[1, 4, 5, 2]],
    ...linear,
  });
  testGradients({
    cropAndResize: { forward: (x) => crop('bilinear')(x, boxes()), inputs: [images], ...linear },
    'cropAndResize, nearest': { forward: (x) => crop('nearest')(x, boxes()), inputs: [images], ...linear },
    'cropAndResize by its boxes': {
      forward: (where) => crop('bilinear')(tf.reshape(tf.cos(tf.range(0, 120)), images), where),
      inputs: [
        () => tf.tensor2d([0.11, 0.22, 0.83, 0.71, 0.92, 0.85, 0.31, 0.06, 0.21, 0.13, 0.62, 0.97], [3, 4]),
      ],
    },
    'cropAndResize to one pixel': {
      forward: (x) => tf.image.cropAndResize(x as Tensor4D, boxes(), tf.tensor1d([1, 0, 1], 'int32'), [1, 1]),
      inputs: [images],
      ...linear,
    },
    'transform, bilinear': transform('bilinear', 'constant'),
    'transform, nearest': transform('nearest', 'constant'),
    'transform, reflected': transform('bilinear', 'reflect'),
    'transform, wrapped': transform('bilinear', 'wrap'),
    'transform, clamped': transform('bilinear', 'nearest'),
    flipLeftRight: { forward: (x) => tf.image.flipLeftRight(x as Tensor4D), inputs: [images], ...linear },
    rotateWithOffset: {
      forward: (x) => tf.image.rotateWithOffset(x as Tensor4D, 0.6, 0, [0.4, 0.6]),
      inputs: [images],
      ...linear,
    },
  });
});

it.each(['constant', 'reflect', 'wrap', 'nearest'] as const)('transform by its projections, %s', (mode) => {
  const projections = [0.913, 0.207, -0.311, -0.117, 1.093, 0.437, 0.011, 0.017];
  tf.tidy(() =>
    expectGradients({
      forward: (image, given) =>
        tf.image.transform(image as Tensor4D, given as Tensor2D, 'bilinear', mode, 2, [5, 6]),
      inputs: [
        tf.reshape(tf.cos(tf.range(0, 80)), [2, 4, 5, 2]),
        tf.tensor2d([...projections, ...projections.map((value) => 1.1 * value)], [2, 8]),
      ],
      // A pixel on its way over an edge bends the difference: a small step, which rounds more.
      step: 2 ** -12,
      tolerance: { atol: 0.1, rtol: 1e-2 },
    }),
  );
});

describe('the second derivatives equal differences of', () => {
  testGradients({
    resizeBilinear: {
      forward: (x) => resizeBilinear(x as Tensor4D, [3, 4]),
      inputs: [[1, 2, 3, 2]],
      twice: true,
    },
    resizeNearestNeighbor: {
      forward: (x) => resizeNearestNeighbor(x as Tensor4D, [4, 6], false, true),
      inputs: [[1, 2, 3, 2]],
      twice: true,
    },
    flipLeftRight: {
      forward: (x) => tf.image.flipLeftRight(x as Tensor4D),
      inputs: [[1, 2, 3, 2]],
      twice: true,
    },
  });
});
