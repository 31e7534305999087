// Clones share memory with what they are clones of, and outlive it.
import { backend, clone, type Rank, tensor, tidy, variable } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { heapOf } from '../../backend/heap.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

describe('Identity', () => {
  it('copies nothing', () => {
    tidy(() => {
      const heap = heapOf(backend());
      const x = randomTensor<Rank.R2>([3, 4], 1);
      expect(heap.address(clone(x))).toBe(heap.address(x));
    });
  });

  it('keeps the numbers when the tensor is disposed, and gives their memory back with the last clone', () => {
    tidy(() => {
      const before = backend().numDataIds();
      const x = tensor([1, 2, 3]);
      const [first, second] = [clone(x), clone(x)];
      x.dispose();
      first.dispose();
      tensor([7, 7, 7]);
      expect([...second.dataSync()]).toEqual([1, 2, 3]);
      second.dispose();
      expect(backend().numDataIds()).toBe(before + 1);
    });
  });

  it('keeps the numbers when the variable takes others', () => {
    const v = variable(tensor([1, 2]));
    const kept = clone(v);
    v.assign(tensor([3, 4]));
    expect([...kept.dataSync()]).toEqual([1, 2]);
    kept.dispose();
    v.dispose();
  });

  it('clones strings as the backend does', () => {
    tidy(() => {
      expect(clone(tensor(['a', 'b'])).dataSync()).toEqual(['a', 'b']);
    });
  });
});
