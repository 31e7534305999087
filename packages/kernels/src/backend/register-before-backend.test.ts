// Registering before the backend has started. In a file of its own: a backend starts once in a process.
import '@tensorflow/tfjs-backend-wasm';
import { conv2d, type Rank, setBackend, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { registerTrainingKernels } from './register.ts';

it('works as after, and leaves original kernels that work behind', async () => {
  const registration = registerTrainingKernels();
  expect(registration.added).toContain('Conv2DBackpropFilter');
  await setBackend('wasm');
  const convolve = () =>
    tidy(() => [
      ...conv2d(
        tensor<Rank.R4>([1, 2, 3, 4], [1, 2, 2, 1]),
        tensor<Rank.R4>([2], [1, 1, 1, 1]),
        1,
        'same',
      ).dataSync(),
    ]);
  expect(convolve()).toEqual([2, 4, 6, 8]);
  registration.undo();
  expect(convolve()).toEqual([2, 4, 6, 8]);
});
