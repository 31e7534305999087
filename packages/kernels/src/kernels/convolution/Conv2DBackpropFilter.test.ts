// Conv2DBackpropFilter on the wasm backend against the naive twin.
import { type Rank, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conv2dFilterGradient } from '../../reference/convolution/conv2d.ts';
import {
  type ConvCase,
  convCases,
  convGeometry,
  convTolerance,
  denseCases,
  longCases,
} from '../../testing/conv-case.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

function check(drawn: ConvCase): void {
  const { imageShape, filterShape, strides, pad, seed } = drawn;
  const geometry = convGeometry(drawn);
  tidy(() => {
    const x = randomTensor<Rank.R4>(imageShape, seed);
    const dy = randomTensor<Rank.R4>(geometry.outShape, seed + 1);
    const attrs = { strides, pad, dataFormat: 'NHWC', filterShape };
    const dw = runKernel('Conv2DBackpropFilter', { inputs: { x, dy }, attrs });
    expect(dw.shape).toEqual(filterShape);
    expect(dw.dtype).toBe('float32');
    const expected = conv2dFilterGradient(geometry, { x: x.dataSync(), dy: dy.dataSync() });
    const { batchSize, outHeight, outWidth } = geometry;
    expectClose(dw.dataSync(), expected, convTolerance(drawn, batchSize * outHeight * outWidth));
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

describe('Conv2DBackpropFilter', () => {
  it('equals the naive loops for any shape, stride and padding', () => {
    fc.assert(fc.property(convCases({ dilated: false }), check), { seed: 21, numRuns: 150 });
  });

  it('equals them for 3x3 filters of many channels', () => {
    fc.assert(fc.property(denseCases({ dilated: false }), check), { seed: 22, numRuns: 25 });
    for (const long of longCases) check(long);
  });

  it('equals them where there are more patches, taps and channels than a block holds', () => {
    check({ ...usual, imageShape: [3, 20, 20, 3], filterShape: [5, 5, 3, 9] });
    check({ ...usual, imageShape: [1, 9, 9, 2], filterShape: [2, 2, 2, 515], pad: 'valid' });
    check({ ...usual, imageShape: [1, 12, 12, 17], filterShape: [2, 2, 17, 7], strides: [2, 1] });
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

  it("refuses a gradient that is not of the output's shape", () => {
    const x = randomTensor<Rank.R4>([1, 4, 4, 1], 1);
    const dy = randomTensor<Rank.R4>([1, 2, 2, 1], 1);
    const attrs = { strides: 1, pad: 'valid', dataFormat: 'NHWC', filterShape: [2, 2, 1, 1] };
    expect(() =>
      runKernel('Conv2DBackpropFilter', { inputs: { x, dy }, attrs }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[KernelError: Conv2DBackpropFilter expects the gradient of an output [1,3,3,1], received one of shape [1,2,2,1]. Give it the strides, padding and shapes of the forward pass.]`,
    );
  });
});
