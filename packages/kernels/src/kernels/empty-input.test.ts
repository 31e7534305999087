// Kernels whose own code divides by the number of numbers, on tensors of none.
import { argMax, argMin, cumprod, cumsum, tidy, transpose, zeros } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

it('transpose, cumsum, cumprod, argMax and argMin take tensors with nothing in them', () => {
  tidy(() => {
    expect(transpose(zeros([2, 0, 3, 4, 5]), [4, 1, 0, 3, 2]).shape).toEqual([5, 0, 2, 4, 3]);
    expect(cumsum(zeros([0, 3]), 1).shape).toEqual([0, 3]);
    expect(cumprod(zeros([3, 0]), 0).shape).toEqual([3, 0]);
    expect(argMin(zeros([0, 4]), 1).shape).toEqual([0]);
    const places = argMax(zeros([2, 0]), 1);
    expect([places.dtype, ...places.dataSync()]).toEqual(['int32', 0, 0]);
  });
});
