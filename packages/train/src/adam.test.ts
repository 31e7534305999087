import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend, tensor, tidy } from '@tensorflow/tfjs-core';
import { constraints, layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { createAdam } from './adam.ts';

beforeAll(() => setBackend('wasm'));

function kernelOf(values: number[], kernelConstraint?: ReturnType<typeof constraints.maxNorm>) {
  const model = sequential({
    layers: [layers.dense({ units: 1, inputShape: [values.length], useBias: false, kernelConstraint })],
  });
  tidy(() => model.setWeights([tensor(values, [values.length, 1])]));
  return { model, weights: model.trainableWeights };
}

test('three updates by the formula, with gradients large and near epsilon (NumPy, float64)', () => {
  const { model, weights } = kernelOf([1, -2]);
  const adam = createAdam({ weights, learningRate: 0.1 });
  const expected = [
    [0.900000632451532, -2.0030653430031715],
    [0.8733670792079218, -2.009438894929037],
    [0.8075561008769581, -2.005323566220314],
  ];
  [
    [0.5, 1e-7],
    [-0.25, 2e-7],
    [1, -5e-7],
  ].forEach((gradient, t) => {
    tidy(() => adam.update([tensor(gradient, [2, 1])]));
    const values = weights[0].read().dataSync();
    expect(Math.abs(values[0] - expected[t][0])).toBeLessThan(1e-6);
    // With epsilon after the bias correction, as tfjs has it, this would be -2.05 at the first update already.
    expect(Math.abs(values[1] - expected[t][1])).toBeLessThan(1e-6);
  });
  adam.dispose();
  model.dispose();
});

test('constraints are applied after the update', () => {
  const { model, weights } = kernelOf([3, 4], constraints.maxNorm({ maxValue: 1, axis: 0 }));
  const adam = createAdam({ weights, learningRate: 1e-9 });
  tidy(() => adam.update([tensor([1, 1], [2, 1])]));
  const [a, b] = weights[0].read().dataSync();
  expect(Math.abs(a - 0.6)).toBeLessThan(1e-6);
  expect(Math.abs(b - 0.8)).toBeLessThan(1e-6);
  adam.dispose();
  model.dispose();
});

test('a weight without a gradient stays, and disposing frees the moments', () => {
  const before = memory().numTensors;
  const { model, weights } = kernelOf([1, 2]);
  const adam = createAdam({ weights, learningRate: 0.1 });
  adam.update([undefined]);
  expect([...weights[0].read().dataSync()]).toEqual([1, 2]);
  adam.dispose();
  model.dispose();
  expect(memory().numTensors).toBe(before);
});
