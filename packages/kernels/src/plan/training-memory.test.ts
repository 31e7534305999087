import { expect, test } from 'vitest';
import { threefry2x32 } from '../threefry.ts';
import type { LayerSpec } from './layer-spec.ts';
import { createTrainingMemory, trainingBytes } from './training-memory.ts';
import { createTrainingPlan, type TrainingPlan } from './training-plan.ts';

const uniform = (index: number) => threefry2x32([7, 7], [index, 0])[0] / 2 ** 32;
const inputShape = [8, 8, 1] as const;
const convolution: LayerSpec = {
  ...{ kind: 'conv2d', filters: 16, kernelSize: [3, 3], strides: [1, 1] },
  ...{ padding: 'same', activation: 'relu', useBias: true },
};
const layers: LayerSpec[] = [
  convolution,
  convolution,
  { kind: 'dropout', rate: 0.4, key: [1, 2] },
  { kind: 'flatten' },
  { kind: 'dense', units: 5, activation: 'softmax', useBias: true },
];
const data = {
  images: Uint8Array.from({ length: 8 * 64 }, (_, i) => Math.floor(uniform(i) * 256)),
  labels: Uint8Array.from({ length: 8 }, (_, i) => i % 5),
  indices: [7, 6, 5, 4, 3, 2, 1, 0],
};
const step = { scale: 1 / 8, step: 3, firstSample: 0 };

function fill(plan: TrainingPlan): void {
  for (let i = 0; i < plan.parameters.length; i++) plan.parameters[i] = uniform(i + 5e6) - 0.5;
}

test('lanes that share a pass get the bits that they get alone, in shared memory too', () => {
  const options = { inputShape, layers, microBatch: 8, lanes: 2 };
  const together = createTrainingPlan({ ...options, memory: createTrainingMemory(options) });
  const shared = createTrainingMemory({ ...options, microBatch: 5, shared: true, plans: 2 });
  const alone = [0, 1].map(() => createTrainingPlan({ ...options, microBatch: 5, memory: shared }));
  fill(together);
  fill(alone[1]);
  const sizes = [5, 3];
  const parts = sizes.map((rows, lane) => ({ lane, rows, accumulate: false }));
  const totals = together.gradient(data, { ...step, parts });
  sizes.forEach((rows, lane) => {
    const firstSample = lane * 5;
    const indices = data.indices.slice(firstSample, firstSample + rows);
    const part = { ...step, firstSample, parts: [parts[lane]] };
    expect(alone[lane].gradient({ ...data, indices }, part)).toEqual([totals[lane]]);
    expect(alone[0].laneGradients[lane]).toEqual(together.laneGradients[lane]);
  });
  const adam = { kind: 'adam', rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
  const { length } = together.parameters;
  together.update({ from: 0, to: length, step: adam });
  alone[0].update({ from: 0, to: 1003, step: adam });
  alone[1].update({ from: 1003, to: length, step: adam });
  expect(alone[0].parameters).toEqual(together.parameters);
});

test('what is estimated is what is taken', () => {
  const options = { inputShape, layers, microBatch: 8, lanes: 4, averaged: true };
  const { total, vectors } = trainingBytes(options);
  const plan = createTrainingPlan({ ...options, memory: createTrainingMemory(options) });
  // Parameters, two moments, four lanes and the average; pieces of memory come a few pages at a time.
  expect(vectors).toBeGreaterThanOrEqual(8 * 4 * plan.parameters.length);
  expect(Math.abs(plan.bytes - total)).toBeLessThan(10 * 65536);
});

test('too much is refused before anything is allocated', () => {
  const huge: LayerSpec[] = [
    { kind: 'flatten' },
    { kind: 'dense', units: 1e6, activation: 'relu', useBias: true },
    { kind: 'dense', units: 1e4, activation: 'softmax', useBias: true },
  ];
  expect(() => createTrainingMemory({ inputShape, layers: huge, microBatch: 8 })).toThrow(
    expect.objectContaining({ code: 'OUT_OF_MEMORY', message: expect.stringMatching(/needs \d{6} MiB/) }),
  );
});
