// A heap that is full. In a file of its own: the heap never shrinks again.
import { backend, matMul, memory, type Rank, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { randomTensor } from '../testing/random-tensor.ts';
import { useWasm } from '../testing/use-wasm.ts';
import { heapOf } from './heap.ts';

useWasm();

const outOfMemory = expect.objectContaining({ name: 'KernelError', code: 'OUT_OF_MEMORY' });

it('is told with the bytes, for more than any heap can hold', () => {
  const heap = heapOf(backend());
  const before = backend().numDataIds();
  expect(() => heap.output([2 ** 20, 2 ** 20])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: The memory of the 'wasm' backend is full: 4194304.0 MiB more were asked for, it holds 16.0 MiB. Use a smaller batch, or dispose tensors that are no longer needed.]`,
  );
  // 4 GiB and a little: what is left of the number of bytes in 32 bits would fit.
  expect(() => heap.output([2 ** 30 + 4])).toThrowError(outOfMemory);
  expect(backend().numDataIds()).toBe(before);
});

it('is told when the heap cannot grow any more, and other tensors stay as they are', () => {
  const heap = heapOf(backend());
  const a = randomTensor<Rank.R2>([3, 4], 1);
  const values = a.dataSync();
  const filling = heap.output([3 * 2 ** 28]);
  const { numTensors } = memory();
  expect(() => heap.output([2 ** 29])).toThrowError(outOfMemory);
  expect(() => heap.scratch(2 ** 31)).toThrowError(outOfMemory);
  expect(() => heap.scratch(2 ** 31)).toThrowError(outOfMemory);
  expect(memory().numTensors).toBe(numTensors);
  expect(a.dataSync()).toEqual(values);
  expect(tidy(() => matMul(a, a, false, true).dataSync())).toHaveLength(9);
  heap.release(filling);
  heap.release(heap.output([2 ** 29]));
});
