// The memory of programs: what several share, how much there is, and that values share room. Not in browser.test.ts, as a page
// that is not isolated has no shared memory.
import { describe, expect, test } from 'vitest';
import { fill, step, uniform } from '../../testing/graph-case.ts';
import { createGraphBuilder } from '../network/build-graph.ts';
import type { OperationSpec } from '../operations/specs.ts';
import { createInferenceProgram, createTrainingProgram } from '../program.ts';
import { createTrainingMemory, trainingBytes } from './program-memory.ts';

const losses = [{ loss: { kind: 'categoricalCrossEntropy' } }] as const;
const convolution: OperationSpec = {
  kind: 'conv2d',
  filters: 16,
  kernelSize: [3, 3],
  strides: [1, 1],
  padding: 'same',
  useBias: true,
  activation: 'tanh',
};

function graphOf(operations: readonly OperationSpec[], inputShape: readonly number[] = [8, 8, 1]) {
  const builder = createGraphBuilder();
  let node = builder.add({
    name: 'input',
    operation: { kind: 'input', shape: inputShape, type: 'uint8', scaled: true },
  });
  for (const [i, operation] of operations.entries()) {
    node = builder.add({ name: `${operation.kind}${i}`, operation, inputs: [node] });
  }
  return builder.graph([node]);
}

const graph = graphOf([
  convolution,
  convolution,
  { kind: 'maxPool2d', poolSize: [2, 2], strides: [2, 2], padding: 'valid' },
  { kind: 'dropout', rate: 0.4, key: [1, 2] },
  { kind: 'reshape', shape: [256] },
  { kind: 'dense', units: 5, useBias: true },
  { kind: 'softmax' },
]);
const labels = Uint8Array.from({ length: 8 }, (_, i) => Math.floor(uniform(i + 1e6) * 5));
const data = {
  columns: [Uint8Array.from({ length: 8 * 64 }, (_, i) => Math.floor(uniform(i) * 256))],
  targets: [{ labels }],
  indices: [7, 6, 5, 4, 3, 2, 1, 0],
};

test('lanes that share a pass get the bits that they get alone, in shared memory too', () => {
  const options = { graph, losses, rows: 8, lanes: 2 };
  const together = createTrainingProgram({ ...options, memory: createTrainingMemory(options) });
  const shared = createTrainingMemory({ ...options, rows: 5, shared: true, plans: 2 });
  const alone = [0, 1].map(() => createTrainingProgram({ ...options, rows: 5, memory: shared }));
  fill(together);
  fill(alone[1]);
  const sizes = [5, 3];
  const lanes = sizes.map((rows, lane) => ({ lane, rows, accumulate: false }));
  const sums = together.gradient(data, { ...step, lanes });
  sizes.forEach((rows, lane) => {
    const firstSample = lane * 5;
    const indices = data.indices.slice(firstSample, firstSample + rows);
    const part = { ...step, firstSample, lanes: [lanes[lane]] };
    expect(alone[lane].gradient({ ...data, indices }, part)).toEqual([sums[lane]]);
    expect(alone[0].laneGradients[lane]).toEqual(together.laneGradients[lane]);
  });
  const adam = { kind: 'adam', rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
  const { length } = together.parameters;
  together.update({ from: 0, to: length, step: adam });
  alone[0].update({ from: 0, to: 1003, step: adam });
  alone[1].update({ from: 1003, to: length, step: adam });
  expect(alone[0].parameters).toEqual(together.parameters);
});

describe('memory', () => {
  test('what is estimated is what is taken', () => {
    const options = { graph, losses, rows: 8, lanes: 4, averaged: true };
    const { total, vectors } = trainingBytes(options);
    const program = createTrainingProgram({ ...options, memory: createTrainingMemory(options) });
    // Parameters, two moments, four lanes and the average; pieces of memory come a few pages at a time.
    expect(vectors).toBeGreaterThanOrEqual(8 * 4 * program.parameters.length);
    expect(Math.abs(program.bytes - total)).toBeLessThan(10 * 65536);
  });

  test('a chain of activations needs room for two at a time in inference', () => {
    const layers = Array.from({ length: 20 }, () => ({ ...convolution, filters: 32 }));
    const end: OperationSpec[] = [
      { kind: 'reshape', shape: [2048] },
      { kind: 'dense', units: 2, useBias: true },
    ];
    const deep = graphOf([...layers, ...end]);
    const bytes = (rows: number) => createInferenceProgram({ graph: deep, rows }).bytes;
    expect((bytes(64) - bytes(32)) / 32).toBeLessThan(2.5 * 8 * 8 * 32 * 4);
  });

  test('too much is refused before anything is allocated', () => {
    const huge = graphOf([
      { kind: 'reshape', shape: [64] },
      { kind: 'dense', units: 1e6, useBias: true },
      { kind: 'dense', units: 1e4, useBias: true },
      { kind: 'softmax' },
    ]);
    expect(() => createTrainingMemory({ graph: huge, losses, rows: 8 })).toThrow(
      expect.objectContaining({ code: 'OUT_OF_MEMORY', message: expect.stringMatching(/needs \d{6} MiB/) }),
    );
  });
});
