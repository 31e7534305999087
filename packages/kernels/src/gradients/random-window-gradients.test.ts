// The gradients of convolution and pooling against finite differences, over random shapes, strides and paddings. The
// other operations: random-gradients.test.ts; the same gradients against naive loops: kernels/.
import {
  avgPool,
  conv2d,
  conv2dTranspose,
  depthwiseConv2d,
  maxPool,
  type Tensor,
  type Tensor4D,
  tensor,
} from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { type ConvCase, convCases, convGeometry, denseCases, depthwiseCases } from '../testing/conv-case.ts';
import { type PoolCase, poolCases, poolCells } from '../testing/pool-case.ts';
import { APART, expectRandomGradients, LINEAR, noise } from '../testing/random-gradient.ts';
import { randomOrder } from '../testing/random-tensor.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const WINOGRAD = { step: 0.5, tolerance: { atol: 2e-3, rtol: 1e-4 } };

/**
 * A window that lies in the padding altogether has no mean and no largest number. With a number as padding tfjs counts
 * windows by the first stride alone.
 */
function everyWindowHasACell({ imageShape, pad, filterSize, strides }: PoolCase): boolean {
  if (typeof pad === 'string') return true;
  if (typeof pad === 'number' && strides[0] !== strides[1]) return false;
  const borders = typeof pad === 'number' ? [[pad], [pad]] : [pad[1], pad[2]];
  return borders.every(
    (border, axis) => Math.max(...border) < filterSize[axis] && imageShape[1 + axis] >= filterSize[axis],
  );
}

const convolved =
  (operation: (x: Tensor4D, filter: Tensor4D, drawn: ConvCase) => Tensor, how: typeof LINEAR) =>
  (drawn: ConvCase, seed: number) => ({
    ...how,
    forward: (x: Tensor, filter: Tensor) => operation(x as Tensor4D, filter as Tensor4D, drawn),
    inputs: [noise(drawn.imageShape, seed), noise(drawn.filterShape, seed + 1)],
  });

describe('the gradient over random shapes equals differences of', () => {
  it('conv2d, with any stride and padding', () => {
    const what = convolved((x, filter, { strides, pad }) => conv2d(x, filter, strides, pad), LINEAR);
    expectRandomGradients({ drawn: convCases({ dilated: false }), runs: 40, what });
  });

  it('conv2d, with 3x3 filters of many channels', () => {
    const what = convolved((x, filter, { strides, pad }) => conv2d(x, filter, strides, pad), WINOGRAD);
    expectRandomGradients({ drawn: denseCases({ dilated: false }), runs: 4, what });
  });

  it('depthwiseConv2d, with any stride and padding', () => {
    const what = convolved((x, filter, { strides, pad }) => depthwiseConv2d(x, filter, strides, pad), LINEAR);
    expectRandomGradients({ drawn: depthwiseCases(convCases({ dilated: false })), runs: 40, what });
  });

  it('conv2dTranspose, with any stride', () => {
    const paddings = convCases({ dilated: false }).filter(({ pad }) => pad === 'same' || pad === 'valid');
    expectRandomGradients({
      drawn: paddings.filter((drawn) => convGeometry(drawn).outShape.every((length) => length > 0)),
      what: (drawn, seed) => ({
        ...LINEAR,
        forward: (dy, filter) =>
          conv2dTranspose(
            dy as Tensor4D,
            filter as Tensor4D,
            drawn.imageShape,
            drawn.strides,
            drawn.pad as 'same',
          ),
        inputs: [noise(convGeometry(drawn).outShape, seed), noise(drawn.filterShape, seed + 1)],
      }),
    });
  });

  it('maxPool and avgPool, with any window, overlap and padding', () => {
    const windows = poolCases.filter(everyWindowHasACell);
    // Of a mean under padding side by side tfjs has its own idea: see pooling/AvgPool.test.ts.
    const means = windows.filter(({ pad }) => !Array.isArray(pad));
    for (const [pool, drawn] of [[maxPool, windows] as const, [avgPool, means] as const]) {
      expectRandomGradients({
        drawn,
        runs: 30,
        what: (drawn, seed) => ({
          ...APART,
          forward: (x) => pool(x as Tensor4D, drawn.filterSize, drawn.strides, drawn.pad),
          inputs: [tensor(randomOrder(poolCells(drawn), seed), drawn.imageShape)],
        }),
      });
    }
  });
});
