import type { OperationSpec, Shape } from '@nn101/kernels/graph';
import { expect, test } from 'vitest';
import { lanesOf, microBatchOf, passesOf, passRows, slices } from './lanes.ts';
import { chainGraph } from './testing/chain-graph.ts';

const dense: OperationSpec = { kind: 'dense', units: 10, useBias: true };
const conv: OperationSpec = {
  kind: 'conv2d',
  filters: 64,
  kernelSize: [3, 3],
  strides: [1, 1],
  padding: 'same',
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

const microBatch = (batchSize: number, operations: OperationSpec[], inputShape: Shape) =>
  microBatchOf({ batchSize, lanes: 4, graph: chainGraph(inputShape, operations) });

test('a small network takes a whole lane at once', () => {
  expect(microBatch(1000, [dense], [784])).toBe(250);
  expect(microBatch(3, [dense], [784])).toBe(1);
});

test('a large network takes at most 64 at a time, in equal parts of the lane', () => {
  // Four parts of the lane's 250; four of them would fill the cache.
  expect(microBatch(1000, [conv], [32, 32, 3])).toBe(63);
  expect(microBatch(128, [conv], [32, 32, 3])).toBe(32);
});

test('a batch of fewer rows than lanes has fewer lanes', () => {
  expect(lanesOf(3, 4)).toEqual([0, 1, 2].map((lane) => ({ lane, start: lane, end: lane + 1 })));
  expect(lanesOf(10, 4).map(({ start, end }) => end - start)).toEqual([3, 3, 3, 1]);
});

test('a long lane takes several passes, short ones share one as far as there is room', () => {
  expect(passesOf(lanesOf(10, 2), { microBatch: 3, capacity: 100 })).toEqual([
    { start: 0, end: 3, parts: [{ lane: 0, rows: 3, accumulate: false }] },
    { start: 3, end: 5, parts: [{ lane: 0, rows: 2, accumulate: true }] },
    { start: 5, end: 8, parts: [{ lane: 1, rows: 3, accumulate: false }] },
    { start: 8, end: 10, parts: [{ lane: 1, rows: 2, accumulate: true }] },
  ]);
  const shared = passesOf(lanesOf(10, 4), { microBatch: 3, capacity: 6 });
  expect(shared.map(({ parts }) => parts.map(({ lane }) => lane))).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(passRows(3, { microBatch: 3, lanes: 4 })).toBe(12);
  expect(passRows(250, { microBatch: 63, lanes: 4 })).toBe(63);
});
