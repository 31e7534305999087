// The gradients of resizing against the naive twin.
import { type Rank, tidy } from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { resizeGradient } from '../../reference/reshaping/resize.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';
import { between, nearest } from './resize.ts';

useWasm();

const kernels = { ResizeBilinearGrad: between, ResizeNearestNeighborGrad: nearest };
const modes = [
  { alignCorners: false, halfPixelCenters: false },
  { alignCorners: true, halfPixelCenters: false },
  { alignCorners: false, halfPixelCenters: true },
];

describe.each(Object.entries(kernels))('%s', (name, sample) => {
  it.each(modes)('equals the naive loops: %j', (attrs) => {
    for (const [rows, columns, depth] of [
      [8, 10, 5],
      [3, 2, 4],
      [1, 13, 1],
      [7, 5, 9],
    ]) {
      tidy(() => {
        const images = randomTensor<Rank.R4>([2, 4, 5, depth], 1);
        const dy = randomTensor<Rank.R4>([2, rows, columns, depth], 2);
        const received = runKernel(name, { inputs: { images, dy }, attrs });
        const along = (resized: number, length: number) =>
          Array.from({ length: resized }, (_, place) => sample(place, { ...attrs, length, resized }));
        const shape = { batch: 2, height: 4, width: 5, depth };
        const expected = resizeGradient(dy.dataSync(), {
          ...shape,
          rows: along(rows, 4),
          columns: along(columns, 5),
        });
        expectClose(received.dataSync(), expected, { atol: 1e-5, rtol: 1e-5 });
      });
    }
  });
});
