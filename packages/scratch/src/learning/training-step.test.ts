// One step, then many: what is handed back, what is left alone, what is refused.

import { expect, test } from 'vitest';
import { losses } from '../network/loss.ts';
import { createNetwork } from '../network/network.ts';
import { adam } from '../optimizers/adam.ts';
import { gradientDescent } from '../optimizers/gradient-descent.ts';
import { momentum } from '../optimizers/momentum.ts';
import { backpropagate } from './backpropagation.ts';
import { type TrainingStep, trainingStep } from './training-step.ts';

const network = createNetwork({
  inputs: 2,
  layers: [
    { units: 3, activation: 'relu' },
    { units: 2, activation: 'softmax' },
  ],
  seed: 4,
});
const batch = {
  network,
  inputs: [
    [0, 1],
    [1, 0],
    [0.5, 2],
  ],
  targets: [
    [1, 0],
    [0, 1],
    [1, 0],
  ],
  loss: losses.categoricalCrossEntropy,
};

test('a step is backpropagation, then each parameter less learning rate times gradient', () => {
  const step = trainingStep({ ...batch, optimizer: gradientDescent({ learningRate: 0.5 }) });
  const { cost, layers } = backpropagate(batch);
  expect({ cost: step.cost, layers: step.layers }).toEqual({ cost, layers });
  for (const [l, { weights, biases, activation }] of network.layers.entries()) {
    expect(step.network.layers[l]).toEqual({
      weights: weights.map((row, j) => row.map((w, k) => w - 0.5 * layers[l].dW[j][k])),
      biases: biases.map((b, j) => b - 0.5 * layers[l].db[j]),
      activation,
    });
  }
});

test('a step changes none of its arguments, repeats itself, and survives JSON', () => {
  const before = structuredClone({ network: batch.network, inputs: batch.inputs, targets: batch.targets });
  const step = trainingStep({ ...batch, optimizer: adam() });
  expect({ network: batch.network, inputs: batch.inputs, targets: batch.targets }).toEqual(before);
  expect(trainingStep({ ...batch, optimizer: adam() })).toEqual(step);
  expect(structuredClone(step)).toEqual(step);
  const json = JSON.stringify(step);
  expect(JSON.stringify(JSON.parse(json))).toBe(json);
});

test.each([
  ['gradient descent', gradientDescent({ learningRate: 0.5 })],
  ['momentum', momentum({ learningRate: 0.1 })],
  ['Adam', adam({ learningRate: 0.05 })],
])('%s learns three examples in 200 steps', (_, optimizer) => {
  let step: TrainingStep | undefined;
  const first = backpropagate(batch).cost;
  for (let i = 0; i < 200; i++) {
    step = trainingStep({ ...batch, network: step?.network ?? network, state: step?.state, optimizer });
  }
  expect(first).toBeGreaterThan(0.5);
  expect(step?.cost).toBeLessThan(0.05);
  expect(step?.state.step).toBe(200);
});

test('errors name the wrong value', () => {
  const optimizer = adam();
  const state = gradientDescent().start(1);
  expect(() => trainingStep({ ...batch, optimizer, state })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: state expects moments of lengths [17, 17], received []. Omit it if the network or the optimizer changes.]`,
  );
  const wild = gradientDescent({ learningRate: 1e308 });
  const far = { ...batch, loss: losses.meanSquaredError, targets: batch.targets.map(() => [1e10, 0]) };
  expect(() => trainingStep({ ...far, optimizer: wild })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Expected finite parameters after the update, received an infinity or NaN. Use a smaller learning rate.]`,
  );
});
