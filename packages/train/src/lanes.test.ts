import type { LayerSpec } from '@nn101/kernels';
import { expect, test } from 'vitest';
import { lanesOf, slices } from './lanes.ts';

const dense: LayerSpec = { kind: 'dense', units: 10, activation: 'softmax', useBias: true };
const conv: LayerSpec = {
  kind: 'conv2d',
  filters: 64,
  kernelSize: [3, 3],
  strides: [1, 1],
  padding: 'same',
  activation: 'relu',
  useBias: true,
};

test('slices cover a range, the last one shorter', () => {
  expect(slices(2, 12, 4)).toEqual([
    { start: 2, end: 6 },
    { start: 6, end: 10 },
    { start: 10, end: 12 },
  ]);
  expect(slices(3, 3, 4)).toEqual([]);
});

test('a small network takes a whole lane at once', () => {
  expect(lanesOf({ batchSize: 1000, layers: [dense], inputShape: [784] })).toEqual({
    lanes: 4,
    microBatch: 250,
  });
  expect(lanesOf({ batchSize: 3, layers: [dense], inputShape: [784] })).toEqual({ lanes: 4, microBatch: 1 });
});

test('a large network takes at most 64 at a time, in equal parts of the lane', () => {
  // Four parts of the lane's 250; four of them would fill the cache.
  expect(lanesOf({ batchSize: 1000, layers: [conv], inputShape: [32, 32, 3] }).microBatch).toBe(63);
  expect(lanesOf({ batchSize: 128, layers: [conv], inputShape: [32, 32, 3] }).microBatch).toBe(32);
});
