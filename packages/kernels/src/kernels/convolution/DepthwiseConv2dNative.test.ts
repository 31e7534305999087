// DepthwiseConv2dNative and its two gradients on the wasm backend against the naive twins.
import { depthwiseConv2d, type Rank, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  depthwise,
  depthwiseFilterGradient,
  depthwiseInputGradient,
} from '../../reference/convolution/depthwise.ts';
import { type ConvCase, convCases, depthwiseCases, depthwiseGeometry } from '../../testing/conv-case.ts';
import { expectGradients } from '../../testing/numerical-gradient.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { expectClose, sumTolerance } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

function check(drawn: ConvCase): void {
  const { imageShape, filterShape, strides, pad, dilations, seed } = drawn;
  const geometry = depthwiseGeometry(drawn);
  tidy(() => {
    const x = randomTensor<Rank.R4>(imageShape, seed);
    const filter = randomTensor<Rank.R4>(filterShape, seed + 1);
    const y = depthwiseConv2d(x, filter, strides, pad, 'NHWC', dilations);
    expect(y.shape).toEqual(geometry.outShape);
    const expected = depthwise(geometry, { x: x.dataSync(), filter: filter.dataSync() });
    expectClose(y.dataSync(), expected, sumTolerance(filterShape[0] * filterShape[1]));
  });
}

function checkGradients(drawn: ConvCase): void {
  const { imageShape, filterShape, strides, pad, dilations, seed } = drawn;
  const geometry = depthwiseGeometry(drawn);
  const attrs = { strides, pad, dilations, inputShape: imageShape, filterShape };
  tidy(() => {
    const x = randomTensor<Rank.R4>(imageShape, seed);
    const filter = randomTensor<Rank.R4>(filterShape, seed + 1);
    const dy = randomTensor<Rank.R4>(geometry.outShape, seed + 2);
    const values = { x: x.dataSync(), filter: filter.dataSync(), dy: dy.dataSync() };
    const dx = runKernel('DepthwiseConv2dNativeBackpropInput', { inputs: { dy, filter }, attrs });
    expect(dx.shape).toEqual(imageShape);
    expectClose(dx.dataSync(), depthwiseInputGradient(geometry, values), sumTolerance(200));
    const dw = runKernel('DepthwiseConv2dNativeBackpropFilter', { inputs: { x, dy }, attrs });
    expect(dw.shape).toEqual(filterShape);
    const pixels = geometry.batchSize * geometry.outHeight * geometry.outWidth;
    expectClose(dw.dataSync(), depthwiseFilterGradient(geometry, values), sumTolerance(pixels));
  });
}

const cases = depthwiseCases(convCases({ dilated: true }));

const usual: ConvCase = {
  imageShape: [2, 7, 9, 3],
  filterShape: [3, 3, 3, 2],
  strides: [1, 1],
  pad: 'same',
  dilations: [1, 1],
  seed: 1,
};

describe('DepthwiseConv2dNative', () => {
  it('equals the naive loops for any shape, stride, padding, dilation and channel multiplier', () => {
    fc.assert(fc.property(cases, check), { seed: 71, numRuns: 300 });
  });

  it.each([1, 2, 3, 5, 6, 10, 18, 20, 33])('equals them on wide images of %i channels', (channels) => {
    for (const multiplier of [1, 2, 5])
      check({ ...usual, imageShape: [2, 4, 37, channels], filterShape: [3, 3, channels, multiplier] });
  });

  it.each([
    { imageShape: [0, 4, 4, 2], filterShape: [3, 3, 2, 2] },
    { imageShape: [2, 4, 4, 0], filterShape: [3, 3, 0, 2] },
    { imageShape: [2, 4, 4, 2], filterShape: [3, 3, 2, 0] },
    { imageShape: [2, 2, 2, 2], filterShape: [3, 3, 2, 2], pad: 'valid' },
  ] satisfies Partial<ConvCase>[])(
    'takes tensors with nothing in them, forward and backward: $imageShape, $filterShape',
    (shapes) => {
      check({ ...usual, ...shapes });
      checkGradients({ ...usual, ...shapes });
    },
  );

  it('takes images in NCHW order', () => {
    const x = randomTensor<Rank.R4>([2, 5, 4, 3], 1);
    const filter = randomTensor<Rank.R4>([3, 2, 3, 2], 1);
    tidy(() => {
      const turned = depthwiseConv2d(transpose(x, [0, 3, 1, 2]), filter, 2, 'same', 'NCHW');
      const expected = depthwiseConv2d(x, filter, 2, 'same');
      expect(transpose(turned, [0, 2, 3, 1]).arraySync()).toEqual(expected.arraySync());
    });
  });

  it('refuses windows without a place', () => {
    const x = randomTensor<Rank.R4>([1, 2, 2, 2], 1);
    const filter = randomTensor<Rank.R4>([4, 4, 2, 1], 1);
    expect(() => depthwiseConv2d(x, filter, 1, 0)).toThrowErrorMatchingInlineSnapshot(
      `[KernelError: A window of 4x4 has no place in images of 2x2. Use a smaller filter, or pad the images.]`,
    );
  });
});

describe('the gradients of DepthwiseConv2dNative', () => {
  it('equal the naive loops for any shape, stride, padding, dilation and channel multiplier', () => {
    fc.assert(fc.property(cases, checkGradients), { seed: 72, numRuns: 300 });
  });

  it('equal them where strides and dilations have a common measure, or none', () => {
    for (const [strides, dilations] of [
      [2, 2],
      [2, 3],
      [3, 2],
      [4, 6],
    ])
      checkGradients({
        ...usual,
        imageShape: [1, 19, 20, 3],
        strides: [strides, dilations],
        dilations: [dilations, strides],
      });
  });

  it('equal differences', () => {
    for (const strides of [1, 2]) {
      for (const pad of ['same', 'valid', 1] as const) {
        expectGradients({
          forward: (x, w) => depthwiseConv2d(x as Tensor4D, w as Tensor4D, strides, pad),
          inputs: [randomTensor<Rank.R4>([2, 5, 6, 3], 3), randomTensor<Rank.R4>([3, 3, 3, 2], 4)],
          step: 0.5,
          tolerance: { atol: 2e-5, rtol: 1e-5 },
        });
      }
    }
  });

  it("refuse a gradient that is not of the output's shape", () => {
    const x = randomTensor<Rank.R4>([1, 4, 4, 1], 1);
    const dy = randomTensor<Rank.R4>([1, 2, 2, 1], 1);
    const attrs = { strides: 1, pad: 'valid', filterShape: [2, 2, 1, 1] };
    expect(() => runKernel('DepthwiseConv2dNativeBackpropFilter', { inputs: { x, dy }, attrs })).toThrowError(
      expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
    );
  });
});
