// Morphological dilation and its gradients against the naive twin.
import { backend_util, dilation2d, type Rank, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { dilation } from '../../reference/pooling/dilation.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const EXACT = { atol: 1e-6, rtol: 1e-6 };

describe('Dilation2D', () => {
  it.each([
    { image: [2, 5, 6, 3], window: [2, 3, 3], strides: 1, pad: 'same', dilations: 1 },
    { image: [1, 7, 5, 2], window: [3, 2, 2], strides: 2, pad: 'valid', dilations: 1 },
    { image: [2, 6, 7, 1], window: [2, 2, 1], strides: 1, pad: 'same', dilations: 3 },
  ] as const)('equals the naive loops: $image, $window, $strides, $pad, $dilations', (drawn) => {
    const { strides, pad, dilations } = drawn;
    const [image, window] = [[...drawn.image], [...drawn.window]] as [
      [number, number, number, number],
      [number, number, number],
    ];
    tidy(() => {
      const x = randomTensor<Rank.R4>(image, 1);
      const filter = randomTensor<Rank.R3>(window, 2);
      const info = backend_util.computeDilation2DInfo(image, window, strides, pad, 'NHWC', dilations);
      const expected = dilation(info, { x: x.dataSync(), filter: filter.dataSync() });
      const y = dilation2d(x, filter, strides, pad, dilations);
      expect(y.shape).toEqual(info.outShape);
      expectClose(y.dataSync(), expected.y, EXACT);
      const dy = randomTensor<Rank.R4>(info.outShape, 3);
      const gradients = { Input: expected.pixels, Filter: expected.filterPlaces };
      for (const [which, places] of Object.entries(gradients)) {
        const attrs = { strides, pad, dilations };
        const received = runKernel(`Dilation2DBackprop${which}`, { inputs: { x, filter, dy }, attrs });
        const sums = new Float64Array(received.size);
        const values = dy.dataSync();
        places.forEach((place, i) => {
          sums[place] += values[i];
        });
        expectClose(received.dataSync(), sums, EXACT);
      }
    });
  });
});
