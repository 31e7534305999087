// Conv2DBackpropInput on the wasm backend against the naive twin.
import { backend, conv2dTranspose, engine, type Rank, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heapOf } from '../../backend/heap.ts';
import { conv2dInputGradient } from '../../reference/convolution/conv2d.ts';
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
import { crop, exceeds } from './Conv2DBackpropInput.ts';

useWasm();

function check(drawn: ConvCase): void {
  const { imageShape: inputShape, filterShape, strides, pad, seed } = drawn;
  const geometry = convGeometry(drawn);
  tidy(() => {
    const dy = randomTensor<Rank.R4>(geometry.outShape, seed);
    const filter = randomTensor<Rank.R4>(filterShape, seed + 1);
    const attrs = { strides, pad, dataFormat: 'NHWC', inputShape };
    const dx = runKernel('Conv2DBackpropInput', { inputs: { dy, filter }, attrs });
    expect(dx.shape).toEqual(inputShape);
    expect(dx.dtype).toBe('float32');
    const expected = conv2dInputGradient(geometry, { dy: dy.dataSync(), filter: filter.dataSync() });
    const [filterHeight, filterWidth, , outChannels] = filterShape;
    expectClose(dx.dataSync(), expected, convTolerance(drawn, filterHeight * filterWidth * outChannels));
  });
}

describe('Conv2DBackpropInput', () => {
  it('equals the naive loops for any shape, stride and padding', () => {
    fc.assert(fc.property(convCases({ dilated: false }), check), { seed: 11, numRuns: 150 });
  });

  it('equals them for 3x3 filters of many channels', () => {
    fc.assert(fc.property(denseCases({ dilated: false }), check), { seed: 12, numRuns: 25 });
    for (const long of longCases) check(long);
  });

  it('is the transposed convolution', () => {
    const drawn: ConvCase = {
      imageShape: [2, 6, 4, 4],
      filterShape: [3, 3, 4, 5],
      strides: [2, 2],
      pad: 'same',
      dilations: [1, 1],
      seed: 1,
    };
    tidy(() => {
      const dy = randomTensor<Rank.R4>([2, 3, 2, 5], 1);
      const filter = randomTensor<Rank.R4>(drawn.filterShape, 2);
      const y = conv2dTranspose(dy, filter, drawn.imageShape, drawn.strides, 'same');
      expect(y.shape).toEqual(drawn.imageShape);
      const expected = conv2dInputGradient(convGeometry(drawn), {
        dy: dy.dataSync(),
        filter: filter.dataSync(),
      });
      expectClose(y.dataSync(), expected, convTolerance(drawn, 45));
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
      check({ ...shapes, strides: [1, 1], pad: 'valid', dilations: [1, 1], seed: 1 });
    },
  );

  it("refuses a gradient that is not of the output's shape", () => {
    const dy = randomTensor<Rank.R4>([1, 2, 2, 1], 1);
    const filter = randomTensor<Rank.R4>([2, 2, 1, 1], 1);
    const attrs = { strides: 1, pad: 'valid', dataFormat: 'NHWC', inputShape: [1, 4, 4, 1] };
    expect(() =>
      runKernel('Conv2DBackpropInput', { inputs: { dy, filter }, attrs }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[KernelError: Conv2DBackpropInput expects the gradient of an output [1,3,3,1], received one of shape [1,2,2,1]. Give it the strides, padding and shapes of the forward pass.]`,
    );
  });
});

useWasm();

describe('crop', () => {
  it('keeps the first rows and columns of each image', () => {
    tidy(() => {
      const images = tensor(
        Array.from({ length: 24 }, (_, i) => i),
        [2, 2, 3, 2],
      );
      const part = engine().makeTensorFromTensorInfo(crop(heapOf(backend()), images, [2, 1, 2, 2]));
      expect([...part.dataSync()]).toEqual([0, 1, 2, 3, 12, 13, 14, 15]);
    });
  });
});

describe('exceeds', () => {
  it.each([
    { part: [2, 1, 2, 2], larger: true },
    { part: [2, 2, 2, 2], larger: true },
    { part: [2, 2, 3, 2], larger: false },
    { part: [2, 3, 3, 2], larger: false },
    { part: [1, 1, 1, 2], larger: false },
    { part: [2, 1, 1, 1], larger: false },
  ] as const)('says $larger of [2,2,3,2] and $part', ({ part, larger }) => {
    tidy(() => {
      const images = tensor(new Float32Array(24), [2, 2, 3, 2]);
      expect(exceeds(images, [...part])).toBe(larger);
    });
  });
});
