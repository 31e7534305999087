import type { OperationSpec, Shape } from '@nn101/kernels/graph';
import { describe, expect, test } from 'vitest';
import { chainGraph } from '../testing/chain-graph.ts';
import {
  countVectors,
  defaultLanes,
  lanesOf,
  microBatchOf,
  type Pass,
  type PassOptions,
  passesOf,
  passRows,
  slices,
  sumsOf,
} from './lanes.ts';

const dense: OperationSpec = { kind: 'dense', units: 10, useBias: true };
const conv: OperationSpec = {
  kind: 'conv2d',
  filters: 64,
  kernelSize: [3, 3],
  strides: [1, 1],
  padding: 'same',
  useBias: true,
};

test('slices cover a range, the last one is shorter', () => {
  expect(slices(2, 12, 4)).toEqual([
    { start: 2, end: 6 },
    { start: 6, end: 10 },
    { start: 10, end: 12 },
  ]);
  expect(slices(3, 3, 4)).toEqual([]);
});

const microBatch = (batchSize: number, operations: OperationSpec[], inputShape: Shape) =>
  microBatchOf({ batchSize, lanes: 4, graph: chainGraph(inputShape, operations) });

test('a small network computes a whole lane at once', () => {
  expect(microBatch(1000, [dense], [784])).toBe(250);
  expect(microBatch(3, [dense], [784])).toBe(1);
});

test('a large network computes at most 64 rows at a time, in equal parts of the lane', () => {
  // Four parts of the lane's 250; four of them would fill the cache.
  expect(microBatch(1000, [conv], [32, 32, 3])).toBe(63);
  expect(microBatch(128, [conv], [32, 32, 3])).toBe(32);
});

test('a batch with fewer rows than lanes has fewer lanes', () => {
  expect(lanesOf(3, 4)).toEqual([0, 1, 2].map((lane) => ({ lane, group: lane, start: lane, end: lane + 1 })));
  expect(lanesOf(10, 4).map(({ start, end }) => end - start)).toEqual([3, 3, 3, 1]);
});

test('sixteen lanes are four quarters of each quarter', () => {
  const lanes = lanesOf(1000, 16);
  expect(lanes.map(({ lane }) => lane)).toEqual(Array.from({ length: 16 }, (_, i) => i));
  expect(lanes.map(({ end, start }) => end - start)).toEqual(Array(4).fill([63, 63, 63, 61]).flat());
  // With too few rows, lane numbers keep their position in the tree.
  expect(lanesOf(10, 16).map(({ lane }) => lane)).toEqual([0, 1, 2, 4, 5, 6, 8, 9, 10, 12]);
});

test('a batch has 4, 8 or 16 lanes, more than 4 with at least 32 rows each; with batch normalization 1 or 4', () => {
  expect([1, 255, 256, 511, 512, 60_000].map((rows) => defaultLanes(rows))).toEqual([4, 4, 8, 8, 16, 16]);
  expect([127, 128].map((rows) => defaultLanes(rows, { mixesRows: true }))).toEqual([1, 4]);
  // No lane is longer than one of the batches that make an update.
  const ofBatches = (batches: number) => defaultLanes(16 * batches, { mixesRows: true, batches });
  expect([4, 8, 10, 999].map(ofBatches)).toEqual([1, 8, 12, 64]);
});

describe('passes', () => {
  const rowsOf = (pass: Pass) => pass.parts.map(({ vector, rows, accumulate }) => [vector, rows, accumulate]);
  const passes = (rows: number, options: PassOptions) => passesOf(lanesOf(rows, options.lanes), options);

  test('a long lane takes several passes, short ones share one if there is room', () => {
    const long = passes(10, {
      microBatch: 3,
      capacity: 100,
      lanes: 2,
      vectors: 'groups',
      sharesParameters: false,
      replica: 0,
    });
    expect(long.map(rowsOf)).toEqual([[[0, 3, false]], [[0, 2, true]], [[1, 3, false]], [[1, 2, true]]]);
    const short = passes(10, {
      microBatch: 3,
      capacity: 6,
      lanes: 4,
      vectors: 'groups',
      sharesParameters: false,
      replica: 0,
    });
    expect(short.map(({ parts }) => parts.map(({ lane }) => lane))).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(passRows(3, { microBatch: 3, lanes: 4 })).toBe(12);
    expect(passRows(250, { microBatch: 63, lanes: 4 })).toBe(63);
  });

  test("a group's lanes are summed in its vector, a lane of several passes through another vector", () => {
    const short = passes(16, {
      microBatch: 2,
      capacity: 2,
      lanes: 8,
      vectors: 'groups',
      sharesParameters: false,
      replica: 0,
    });
    expect(short.slice(0, 3).map(rowsOf)).toEqual([[[0, 2, false]], [[0, 2, true]], [[1, 2, false]]]);
    const long = passes(32, {
      microBatch: 2,
      capacity: 2,
      lanes: 8,
      vectors: 'groups',
      sharesParameters: false,
      replica: 0,
    });
    expect(long.slice(0, 4).map(rowsOf)).toEqual([
      [[0, 2, false]],
      [[0, 2, true]],
      [[4, 2, false]],
      [[4, 2, true]],
    ]);
    expect(long.slice(0, 4).map(({ sum }) => sum)).toEqual([
      undefined,
      undefined,
      undefined,
      { from: 4, to: 0 },
    ]);
  });

  test('one vector for all, or one per lane', () => {
    const [total] = passes(8, {
      microBatch: 2,
      capacity: 8,
      lanes: 4,
      vectors: 'total',
      sharesParameters: false,
      replica: 0,
    });
    expect(rowsOf(total)).toEqual([
      [0, 2, false],
      [0, 2, true],
      [0, 2, true],
      [0, 2, true],
    ]);
    const [each] = passes(8, {
      microBatch: 1,
      capacity: 8,
      lanes: 8,
      vectors: 'lanes',
      sharesParameters: false,
      replica: 0,
    });
    expect(rowsOf(each)).toEqual(Array.from({ length: 8 }, (_, lane) => [lane, 1, false]));
  });

  test('the summation tree', () => {
    expect(sumsOf(lanesOf(8, 8), 'lanes')).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
    ]);
    expect(sumsOf(lanesOf(8, 8), 'groups')).toEqual([[0], [1], [2], [3]]);
    expect(sumsOf(lanesOf(8, 4), 'total')).toEqual([[0]]);
    const count = { lanes: 16, vectors: 'groups', replicas: 2 } as const;
    expect(countVectors({ ...count, takesSeveral: false })).toBe(4);
    expect(countVectors({ ...count, takesSeveral: true })).toBe(6);
    expect(countVectors({ ...count, vectors: 'lanes', takesSeveral: false })).toBe(16);
  });
});
