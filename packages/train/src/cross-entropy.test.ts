import '@tensorflow/tfjs-backend-wasm';
// Registers the gradients of tfjs-core's operations.
import '@tensorflow/tfjs-layers';
import { grad, mean, setBackend, softmax, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { crossEntropy } from './cross-entropy.ts';

beforeAll(() => setBackend('wasm'));

const labels = Int32Array.of(1, 0);

test('is -ln of the probability of the true class', () => {
  const losses = crossEntropy(tensor2d([0.2, 0.5, 0.3, 0.25, 0.25, 0.5], [2, 3]), labels).dataSync();
  expect(Math.abs(losses[0] - Math.LN2)).toBeLessThan(1e-6);
  expect(Math.abs(losses[1] - 2 * Math.LN2)).toBeLessThan(1e-6);
});

test('probabilities are clipped: the worst loss is -ln 1e-7, the best -ln(1 - 1e-7)', () => {
  const losses = crossEntropy(tensor2d([1, 0, 1, 0], [2, 2]), labels).dataSync();
  expect(Math.abs(losses[0] - 16.11809565)).toBeLessThan(1e-5);
  expect(losses[1]).toBeGreaterThan(0);
  expect(losses[1]).toBeLessThan(2e-7);
});

test('through softmax, the gradient is (p - truth) / samples; beyond the clip it is zero', () => {
  const loss = grad((z) => mean(crossEntropy(softmax(z), labels)));
  const gradient = loss(tensor2d([0, 0, 0, 40, 0, 0], [2, 3])).dataSync();
  const expected = [1 / 6, -1 / 3, 1 / 6, 0, 0, 0];
  expected.forEach((value, i) => {
    expect(Math.abs(gradient[i] - value)).toBeLessThan(1e-6);
  });
});
