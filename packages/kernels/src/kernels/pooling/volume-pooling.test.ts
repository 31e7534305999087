// Pooling of volumes against the naive loops: windows that hang over edges, odd channels, ties and NaN.
import { avgPool3d, maxPool3d, type Rank, type Tensor5D, tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { placeOfLargest, windowsOf } from '../../reference/pooling/volume-pooling.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';
import { volumePoolInfo } from './volume-pooling.ts';

useWasm();

const ROUNDED = { atol: 1e-6, rtol: 1e-6 };

type Size = [number, number, number] | number;
const cases = [
  { shape: [2, 4, 5, 3, 1], filterSize: 2, strides: 2, pad: 'same' },
  { shape: [1, 3, 4, 6, 4], filterSize: [2, 3, 1], strides: [1, 2, 1], pad: 'valid' },
  { shape: [2, 5, 4, 4, 7], filterSize: 3, strides: 1, pad: 'same' },
  { shape: [1, 2, 3, 4, 6], filterSize: [2, 2, 3], strides: [2, 1, 2], pad: 1 },
  { shape: [1, 1, 1, 1, 3], filterSize: 3, strides: 1, pad: 'same' },
  { shape: [1, 1, 2, 1, 5], filterSize: 2, strides: 1, pad: 2 },
] as const;

describe('pooling of volumes', () => {
  it.each(cases)('equals the naive loops: $shape, $filterSize, $strides, $pad', (drawn) => {
    const shape = [...drawn.shape] as number[];
    const { pad } = drawn;
    const [size, strides] = [drawn.filterSize, drawn.strides] as [Size, Size];
    const attrs = { filterSize: size, strides, pad };
    const info = volumePoolInfo(shape, attrs);
    const windows = windowsOf(info);
    tidy(() => {
      // Rounded, so that some numbers are equal.
      const x = tensor(
        Array.from(randomTensor<Rank>(shape, 1).dataSync(), (value) => Math.round(4 * value) / 4),
        shape as Tensor5D['shape'],
      ) as Tensor5D;
      const values = x.dataSync();
      const dy = randomTensor<Rank.R5>(info.outShape, 2);
      const gradients = dy.dataSync();
      const largest = windows.map((window) => placeOfLargest(window, values));
      expectClose(
        maxPool3d(x, size, strides, pad).dataSync(),
        largest.map((place) => (place < 0 ? Number.NEGATIVE_INFINITY : values[place])),
        ROUNDED,
      );
      const mean = (window: number[]) =>
        window.reduce((sum, place) => sum + values[place], 0) / Math.max(window.length, 1);
      expectClose(avgPool3d(x, size, strides, pad).dataSync(), windows.map(mean), ROUNDED);
      expect([...runKernel('MaxPool3DPlaces', { inputs: { x }, attrs }).dataSync()]).toEqual(largest);
      const inputs = { dy, input: x, output: dy };
      const toLargest = new Float64Array(x.size);
      for (const [at, place] of largest.entries()) toLargest[place] += gradients[at];
      expectClose(runKernel('MaxPool3DGrad', { inputs, attrs }).dataSync(), toLargest, ROUNDED);
      const toAll = new Float64Array(x.size);
      const parts = info.filterDepth * info.filterHeight * info.filterWidth;
      for (const [at, window] of windows.entries())
        for (const place of window) toAll[place] += gradients[at] / parts;
      expectClose(runKernel('AvgPool3DGrad', { inputs, attrs }).dataSync(), toAll, ROUNDED);
    });
  });

  it('looks for no place among NaN, and takes the last of infinities', () => {
    const { NaN: nan, NEGATIVE_INFINITY: low } = Number;
    const shape = [1, 2, 2, 5, 1];
    const values = [
      nan,
      nan,
      low,
      low,
      3,
      nan,
      nan,
      low,
      nan,
      3,
      nan,
      nan,
      nan,
      low,
      nan,
      nan,
      nan,
      low,
      nan,
      1,
    ];
    const attrs = { filterSize: 2, strides: 1, pad: 'valid' } as const;
    const info = volumePoolInfo(shape, attrs);
    const largest = windowsOf(info).map((window) => placeOfLargest(window, values));
    expect(largest).toEqual([-1, 17, 17, 9]);
    tidy(() => {
      const x = tensor(values, shape as Tensor5D['shape']);
      expect([...runKernel('MaxPool3DPlaces', { inputs: { x }, attrs }).dataSync()]).toEqual(largest);
      const dy = tensor([1, 2, 4, 8], info.outShape);
      const gradient = runKernel('MaxPool3DGrad', { inputs: { dy, input: x, output: dy }, attrs }).dataSync();
      expect([...gradient].flatMap((value, i) => (value ? [[i, value]] : []))).toEqual([
        [9, 8],
        [17, 6],
      ]);
    });
  });

  it('passes over NaN for the largest number, and gives nothing of a window without a place', () => {
    tidy(() => {
      const x = tensor([Number.NaN, 1, 2, Number.NaN, 3, Number.NaN, 0, 1], [1, 2, 2, 2, 1]) as Tensor5D;
      expect([...maxPool3d(x, 2, 1, 'valid').dataSync()]).toEqual([3]);
      expect([...avgPool3d(x, 2, 1, 'valid').dataSync()]).toEqual([Number.NaN]);
      expect(maxPool3d(x, 4, 1, 0).size).toBe(0);
    });
  });
});
