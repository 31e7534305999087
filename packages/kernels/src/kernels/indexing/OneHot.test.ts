// OneHot on the wasm backend.
import { oneHot, tensor, tensor1d, tidy, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

describe('OneHot', () => {
  it('marks each index in its row, and none that lies outside', () => {
    tidy(() => {
      const y = oneHot(tensor([2, 0, -1, 3], [2, 2], 'int32'), 3);
      expect([y.dtype, ...y.shape]).toEqual(['int32', 2, 2, 3]);
      expect([...y.dataSync()]).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    });
  });

  it('takes other numbers than 1 and 0: smoothed labels, which the original kernel cuts to 0', () => {
    tidy(() => {
      const y = oneHot(tensor1d([1, 0], 'int32'), 2, 0.75, 0.25, 'float32');
      expect([...y.dataSync()]).toEqual([0.25, 0.75, 0.75, 0.25]);
      expect([...oneHot(tensor1d([1], 'int32'), 2, 5, -3).dataSync()]).toEqual([-3, 5]);
    });
  });

  it('gives truth values', () => {
    tidy(() => {
      const y = oneHot(tensor1d([1, 0, 1], 'int32'), 2, 1, 0, 'bool');
      expect([y.dtype, ...y.dataSync()]).toEqual(['bool', 0, 1, 1, 0, 0, 1]);
    });
  });

  it('takes no indices', () => {
    expect(tidy(() => oneHot(zeros([0], 'int32'), 3).shape)).toEqual([0, 3]);
  });
});
