// Convolution in NCHW order against itself in NHWC order, forward and backward.
import {
  conv2d,
  grads,
  mul,
  type Rank,
  sum,
  type Tensor,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConvCase, convCases, convGeometry, convTolerance } from '../../testing/conv-case.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const toFirst = (images: Tensor) => transpose(images as Tensor4D, [0, 3, 1, 2]);
const toLast = (images: Tensor) => transpose(images as Tensor4D, [0, 2, 3, 1]);

// Explicit padding names its axes in the order of the images.
function firstPad(pad: ConvCase['pad']): ConvCase['pad'] {
  return Array.isArray(pad) ? [pad[0], pad[3], pad[1], pad[2]] : pad;
}

function check(drawn: ConvCase): void {
  const { imageShape, filterShape, strides, pad, dilations, seed } = drawn;
  tidy(() => {
    const images = randomTensor<Rank.R4>(imageShape, seed);
    const filter = randomTensor<Rank.R4>(filterShape, seed + 1);
    const dy = randomTensor<Rank.R4>(convGeometry(drawn).outShape, seed + 2);
    const first = (x: Tensor, w: Tensor) =>
      conv2d(x as Tensor4D, w as Tensor4D, strides, firstPad(pad), 'NCHW', dilations);
    const last = (x: Tensor, w: Tensor) =>
      conv2d(x as Tensor4D, w as Tensor4D, strides, pad, 'NHWC', dilations);
    const received = first(toFirst(images), filter);
    const expected = last(images, filter);
    expect(received.shape).toEqual(toFirst(expected).shape);
    expectClose(toLast(received).dataSync(), expected.dataSync(), convTolerance(drawn, 1));
    if (dilations.some((step) => step > 1)) return;
    const [dx, dw] = grads((x, w) => sum(mul(first(x, w), toFirst(dy))))([toFirst(images), filter]);
    const [dxLast, dwLast] = grads((x, w) => sum(mul(last(x, w), dy)))([images, filter]);
    expectClose(toLast(dx).dataSync(), dxLast.dataSync(), convTolerance(drawn, 1));
    expectClose(dw.dataSync(), dwLast.dataSync(), convTolerance(drawn, 1));
  });
}

describe('convolution of images in NCHW order', () => {
  it('equals that in NHWC order, and so do its gradients', () => {
    fc.assert(fc.property(convCases({ dilated: true }), check), { seed: 91, numRuns: 150 });
  });

  it('takes images with nothing in them', () => {
    tidy(() => {
      const none = conv2d(
        randomTensor<Rank.R4>([0, 3, 4, 5], 1),
        randomTensor<Rank.R4>([2, 2, 3, 4], 2),
        1,
        'same',
        'NCHW',
      );
      expect(none.shape).toEqual([0, 4, 4, 5]);
    });
  });
});
