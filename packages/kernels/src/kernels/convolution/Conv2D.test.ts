// Conv2D on the wasm backend against the naive twin.
import { conv2d, matMul, type Rank, reshape, type Tensor2D, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conv2d as naiveConv2d } from '../../reference/convolution/conv2d.ts';
import { taps, type WindowGeometry } from '../../reference/convolution/window-geometry.ts';
import {
  type ConvCase,
  convCases,
  convGeometry,
  convTolerance,
  denseCases,
  longCases,
} from '../../testing/conv-case.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

function check(drawn: ConvCase): void {
  const { imageShape, filterShape, strides, pad, dilations, seed } = drawn;
  tidy(() => {
    const x = randomTensor<Rank.R4>(imageShape, seed);
    const filter = randomTensor<Rank.R4>(filterShape, seed + 1);
    const y = conv2d(x, filter, strides, pad, 'NHWC', dilations);
    const geometry = convGeometry(drawn);
    expect(y.shape).toEqual(geometry.outShape);
    expect(y.dtype).toBe('float32');
    const expected = naiveConv2d(geometry, { x: x.dataSync(), filter: filter.dataSync() });
    const [filterHeight, filterWidth, inChannels] = filterShape;
    expectClose(y.dataSync(), expected, convTolerance(drawn, filterHeight * filterWidth * inChannels));
  });
}

// Patches as rows, zero where they hang over the edge.
function patchesOf(geometry: WindowGeometry, x: ArrayLike<number>): Tensor2D {
  const { batchSize, outHeight, outWidth, inChannels, filterHeight, filterWidth } = geometry;
  const length = filterHeight * filterWidth * inChannels;
  const patches = new Float32Array(batchSize * outHeight * outWidth * length);
  for (const { inPixel, place, outPixel } of taps(geometry))
    for (let c = 0; c < inChannels; c++)
      patches[outPixel * length + place * inChannels + c] = x[inPixel * inChannels + c];
  return tensor<Rank.R2>(patches, [batchSize * outHeight * outWidth, length]);
}

function checkBits(drawn: ConvCase): void {
  const { imageShape, filterShape, strides, pad, dilations, seed } = drawn;
  const geometry = convGeometry(drawn);
  if (geometry.outShape.includes(0)) return;
  tidy(() => {
    const x = randomTensor<Rank.R4>(imageShape, seed);
    const filter = randomTensor<Rank.R4>(filterShape, seed + 1);
    const rows = patchesOf(geometry, x.dataSync());
    const product = matMul(rows, reshape<Rank.R2>(filter, [rows.shape[1], filterShape[3]]));
    expect(conv2d(x, filter, strides, pad, 'NHWC', dilations).dataSync()).toEqual(product.dataSync());
  });
}

const usual: ConvCase = {
  imageShape: [2, 7, 9, 3],
  filterShape: [3, 3, 3, 5],
  strides: [1, 1],
  pad: 'same',
  dilations: [1, 1],
  seed: 1,
};

describe('Conv2D', () => {
  it('equals the naive loops for any shape, stride, padding and dilation', () => {
    fc.assert(fc.property(convCases({ dilated: true }), check), { seed: 2, numRuns: 150 });
  });

  it('equals them for 3x3 filters of many channels', () => {
    fc.assert(fc.property(denseCases({ dilated: true }), check), { seed: 3, numRuns: 25 });
    for (const long of longCases) check(long);
  });

  it('equals them where a patch is longer than a block of the matrix product', () => {
    check({ ...usual, imageShape: [1, 6, 6, 48], filterShape: [3, 3, 48, 9], strides: [2, 2] });
    check({ ...usual, imageShape: [1, 9, 9, 16], filterShape: [5, 5, 16, 8] });
  });

  it('equals them where there are more pixels than a strip and more channels than a block', () => {
    check({ ...usual, imageShape: [1, 9, 9, 2], filterShape: [2, 2, 2, 515], pad: 'valid' });
  });

  it('has the bits of its patches times the filter, however it reads the image', () => {
    const wide: ConvCase = { ...usual, imageShape: [2, 33, 40, 3], filterShape: [5, 3, 3, 13] };
    checkBits(wide);
    checkBits({ ...wide, strides: [2, 3] });
    checkBits({ ...wide, dilations: [2, 1] });
    fc.assert(fc.property(convCases({ dilated: true }), checkBits), { seed: 4, numRuns: 100 });
  });

  it('takes a single image without batch', () => {
    tidy(() => {
      const x = randomTensor<Rank.R3>([4, 5, 2], 1);
      const filter = randomTensor<Rank.R4>([2, 2, 2, 3], 2);
      const y = conv2d(x, filter, 1, 'valid');
      expect(y.shape).toEqual([3, 4, 3]);
      const batched = conv2d(reshape<Rank.R4>(x, [1, 4, 5, 2]), filter, 1, 'valid');
      expect(y.dataSync()).toEqual(batched.dataSync());
    });
  });

  it('rounds the number of places as it is asked to', () => {
    tidy(() => {
      const x = randomTensor<Rank.R4>([1, 6, 6, 1], 1);
      const filter = randomTensor<Rank.R4>([3, 3, 1, 1], 2);
      expect(conv2d(x, filter, 2, 0, 'NHWC', 1, 'floor').shape).toEqual([1, 2, 2, 1]);
      expect(conv2d(x, filter, 2, 0, 'NHWC', 1, 'ceil').shape).toEqual([1, 3, 3, 1]);
    });
  });

  it.each([
    { imageShape: [0, 4, 4, 2], filterShape: [3, 3, 2, 5] },
    { imageShape: [2, 4, 4, 0], filterShape: [3, 3, 0, 5] },
    { imageShape: [2, 4, 4, 2], filterShape: [3, 3, 2, 0] },
    { imageShape: [2, 2, 2, 2], filterShape: [3, 3, 2, 5] },
  ] satisfies Partial<ConvCase>[])(
    'takes tensors with nothing in them: $imageShape, $filterShape',
    (shapes) => {
      check({ ...usual, ...shapes, pad: 'valid' });
    },
  );

  it('refuses a filter that is larger than the image', () => {
    tidy(() => {
      const x = randomTensor<Rank.R4>([1, 2, 5, 1], 1);
      const filter = randomTensor<Rank.R4>([4, 1, 1, 1], 2);
      expect(() => conv2d(x, filter, 1, 'valid')).toThrowErrorMatchingInlineSnapshot(
        `[KernelError: A window of 4x1 has no place in images of 2x5. Use a smaller filter, or pad the images.]`,
      );
    });
  });
});
