// The tour of this package: from one number through one layer and one step to a network that knows XOR.

import { expect, test } from 'vitest';
import * as nn from './index.ts';

test('an activation maps a number, and computes its slope from the result', () => {
  const a = nn.curves.sigmoid.value(0);
  expect([a, nn.curves.sigmoid.derivative(a)]).toEqual([0.5, 0.25]);
});

test('a loss says how wrong an answer is', () => {
  expect(nn.losses.meanSquaredError.cost([3], [1])).toBe(4);
});

test('a layer weighs, adds and bends', () => {
  const layer: nn.Layer = { weights: [[1, -2]], biases: [0.5], activation: 'relu' };
  expect(nn.forwardLayer(layer, [[3, 1]])).toEqual({ inputs: [[3, 1]], z: [[1.5]], a: [[1.5]] });
});

const network = nn.createNetwork({
  inputs: 2,
  layers: [
    { units: 4, activation: 'tanh' },
    { units: 1, activation: 'sigmoid' },
  ],
  seed: 1,
});
const { inputs } = nn.xorExamples;
const batch = { inputs, targets: nn.xorExamples.targets.map((y) => [y]), loss: nn.losses.binaryCrossEntropy };

test('backpropagation agrees with the numerical gradient', () => {
  expect(nn.checkGradients({ network, ...batch }).passed).toBe(true);
});

test('steps in a loop are learning', () => {
  let now: { network: nn.Network; state?: nn.OptimizerState } = { network };
  const optimizer = nn.adam({ learningRate: 0.05 });
  for (let i = 0; i < 300; i++) now = nn.trainingStep({ ...now, ...batch, optimizer });
  expect(nn.predict(now.network, inputs).map(([a]) => Math.round(a))).toEqual([0, 1, 1, 0]);
});

test('a network is plain data', () => {
  expect(nn.fromJSON(JSON.parse(JSON.stringify(nn.toJSON(network))))).toEqual(network);
});

test("random numbers are NumPy's", () => {
  expect(new nn.RandomState(42).permutation(10)).toEqual([8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
});
