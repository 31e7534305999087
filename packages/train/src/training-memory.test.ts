import { trainingBytes } from '@nn101/kernels/plan';
import { expect, test } from 'vitest';
import { estimateTrainingMemory } from './training-memory.ts';

const dense = (units: number, activation: 'relu' | 'softmax') =>
  ({ kind: 'dense', units, activation, useBias: true }) as const;
const small = {
  inputShape: [28, 28, 1],
  layers: [{ kind: 'flatten' }, dense(128, 'relu'), dense(10, 'softmax')],
  images: 60_000,
} as const;
const parameters = 784 * 128 + 128 + 1280 + 10;

test('vectors: weights, two moments, a gradient for each lane, a mean where one is kept', () => {
  const { vectors } = estimateTrainingMemory(small);
  // The kernels' own tables lie beside them.
  expect(vectors).toBeGreaterThanOrEqual(7 * 4 * parameters);
  expect(vectors).toBeLessThan(7 * 4 * parameters + 2 ** 19);
  const averaged = estimateTrainingMemory({ ...small, averaged: true }).vectors;
  expect(Math.abs(averaged - vectors - 4 * parameters)).toBeLessThan(65_536);
});

test('one worker copies no images; several copy them once, or each where they share no memory', () => {
  const bytes = 60_000 * 785;
  expect(estimateTrainingMemory(small).images).toBe(0);
  expect(estimateTrainingMemory({ ...small, workers: 2, sharing: true }).images).toBe(bytes);
  expect(estimateTrainingMemory({ ...small, workers: 2, sharing: false }).images).toBe(2 * bytes);
});

test('more workers than lanes are none, and each has a plan', () => {
  const four = estimateTrainingMemory({ ...small, workers: 9 });
  expect(four.workers).toBe(4);
  const { layers, inputShape } = small;
  const plan = trainingBytes({ layers, inputShape, microBatch: 250, lanes: 4, averaged: false }).plan;
  expect(four.plans).toBe(4 * plan);
});

test('the batch size makes no difference beyond a micro-batch', () => {
  const convolution = {
    kind: 'conv2d',
    filters: 32,
    kernelSize: [3, 3],
    strides: [1, 1],
    padding: 'same',
    activation: 'relu',
    useBias: true,
  } as const;
  const layers = [convolution, { kind: 'flatten' }, dense(10, 'softmax')] as const;
  const total = (batchSize: number) => estimateTrainingMemory({ ...small, layers, batchSize }).plans;
  expect(total(60_000)).toBeLessThanOrEqual(1.2 * total(1000));
});
