// Numerical gradient checks of every kernel that training calls, on the wasm backend, over odd shapes. Products and
// convolutions are linear in each factor: a large step costs no exactness there, and rounds less.
import {
  type backend_util,
  conv2d,
  matMul,
  maxPool,
  type Rank,
  type Tensor4D,
  tensor,
} from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectGradients } from '../testing/numerical-gradient.ts';
import { randomOrder, randomTensor } from '../testing/random-tensor.ts';
import type { Tolerance } from '../testing/tolerance.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const STEP = 0.5;
const LINEAR: Tolerance = { atol: 2e-5, rtol: 1e-5 };
const WINOGRAD: Tolerance = { atol: 1e-3, rtol: 1e-4 };

describe('the gradient of matMul', () => {
  const orientations = [false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => ({ transposeA, transposeB })),
  );
  const sizes = [
    { m: 1, k: 1, n: 1 },
    { m: 3, k: 5, n: 2 },
    { m: 5, k: 9, n: 7 },
    { m: 2, k: 1, n: 13 },
  ];

  it.each(orientations)('equals differences: %j', ({ transposeA, transposeB }) => {
    for (const { m, k, n } of sizes) {
      expectGradients({
        forward: (a, b) => matMul(a, b, transposeA, transposeB),
        inputs: [
          randomTensor<Rank.R2>(transposeA ? [k, m] : [m, k], 1),
          randomTensor<Rank.R2>(transposeB ? [n, k] : [k, n], 2),
        ],
        step: STEP,
        tolerance: LINEAR,
      });
    }
  });

  it('equals differences for batches', () => {
    expectGradients({
      forward: (a, b) => matMul(a, b, false, true),
      inputs: [randomTensor<Rank.R3>([3, 2, 5], 1), randomTensor<Rank.R3>([3, 4, 5], 2)],
      step: STEP,
      tolerance: LINEAR,
    });
  });
});

type Shape4D = [number, number, number, number];
type Padding = 'valid' | 'same' | number | backend_util.ExplicitPadding;

interface ConvShapes {
  image: Shape4D;
  filter: Shape4D;
  strides: number | [number, number];
  pad: Padding;
}

describe('the gradients of conv2d', () => {
  const cases: ConvShapes[] = [
    { image: [1, 4, 4, 1], filter: [3, 3, 1, 2], strides: 1, pad: 'valid' },
    { image: [2, 5, 3, 3], filter: [2, 3, 3, 2], strides: 1, pad: 'same' },
    { image: [1, 7, 5, 2], filter: [3, 2, 2, 5], strides: [2, 3], pad: 'same' },
    { image: [3, 3, 4, 5], filter: [1, 1, 5, 3], strides: 2, pad: 'valid' },
    { image: [1, 5, 4, 2], filter: [5, 4, 2, 3], strides: 1, pad: 2 },
    {
      image: [2, 4, 5, 1],
      filter: [3, 3, 1, 4],
      strides: 1,
      pad: [
        [0, 0],
        [2, 0],
        [1, 2],
        [0, 0],
      ],
    },
  ];

  it.each(cases)(
    'equal differences: $image by $filter, strides $strides',
    ({ image, filter, strides, pad }) => {
      expectGradients({
        forward: (x, w) => conv2d(x as Tensor4D, w as Tensor4D, strides, pad),
        inputs: [randomTensor<Rank.R4>(image, 3), randomTensor<Rank.R4>(filter, 4)],
        step: STEP,
        tolerance: LINEAR,
      });
    },
  );

  it('equal differences for plain 3x3 filters of many channels', () => {
    expectGradients({
      forward: (x, w) => conv2d(x as Tensor4D, w as Tensor4D, 1, 'same'),
      inputs: [randomTensor<Rank.R4>([4, 5, 6, 16], 5), randomTensor<Rank.R4>([3, 3, 16, 16], 6)],
      step: STEP,
      tolerance: WINOGRAD,
      every: 37,
    });
  });
});

interface PoolShapes {
  image: Shape4D;
  window: number | [number, number];
  strides: number;
  pad: Padding;
}

describe('the gradient of maxPool', () => {
  const cases: PoolShapes[] = [
    { image: [2, 4, 4, 3], window: 2, strides: 2, pad: 'valid' },
    { image: [1, 5, 7, 5], window: [3, 2], strides: 1, pad: 'same' },
    { image: [2, 5, 5, 4], window: 3, strides: 2, pad: 1 },
  ];

  // The inputs are further apart than two steps, so that no window changes its winner.
  it.each(cases)(
    'equals differences: $image, window $window, strides $strides',
    ({ image, window, strides, pad }) => {
      const count = image.reduce((product, length) => product * length, 1);
      expectGradients({
        forward: (x) => maxPool(x as Tensor4D, window, strides, pad),
        inputs: [tensor<Rank.R4>(randomOrder(count, 7), image)],
        step: 2 ** -6,
        tolerance: LINEAR,
      });
    },
  );
});
