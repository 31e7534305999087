import { type OperationSpec, trainingBytes } from '@nn101/kernels/graph';
import { expect, test } from 'vitest';
import { losses } from './replica/replica.ts';
import { chainGraph } from './testing/chain-graph.ts';
import { estimateTrainingMemory } from './training-memory.ts';

const dense = (units: number): OperationSpec => ({ kind: 'dense', units, useBias: true });
const small = {
  graph: chainGraph(
    [784],
    [dense(128), { kind: 'activation', activation: 'relu' }, dense(10), { kind: 'softmax' }],
  ),
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
  const four = estimateTrainingMemory({ ...small, lanes: 4, workers: 9 });
  expect(four.workers).toBe(4);
  const plan = trainingBytes({
    graph: small.graph,
    losses,
    rows: 250,
    shards: 4,
    lanes: 4,
    averaged: false,
  }).plan;
  expect(four.plans).toBe(4 * plan);
});

test('the batch size makes no difference beyond a micro-batch', () => {
  const convolution = {
    kind: 'conv2d',
    filters: 32,
    kernelSize: [3, 3],
    strides: [1, 1],
    padding: 'same',
    useBias: true,
  } as const;
  const flatten = { kind: 'reshape', shape: [28 * 28 * 32] } as const;
  const graph = chainGraph([28, 28, 1], [convolution, flatten, dense(10), { kind: 'softmax' }]);
  const total = (batchSize: number) => estimateTrainingMemory({ ...small, graph, batchSize }).plans;
  expect(total(60_000)).toBeLessThanOrEqual(1.2 * total(1000));
});
