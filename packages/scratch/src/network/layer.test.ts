// One layer by hand: two examples, three inputs, two units.

import { expect, test } from 'vitest';
import { backwardActivation, backwardInputs, backwardParameters, forwardLayer, type Layer } from './layer.ts';

const layer: Layer = {
  weights: [
    [1, 2, 3],
    [0, -1, 1],
  ],
  biases: [10, 1],
  activation: 'relu',
};
const inputs = [
  [1, 0, 2],
  [0, 3, 1],
];
const delta = [
  [1, -2],
  [3, 4],
];

test("forward: z = x W' + b, a = f(z)", () => {
  expect(forwardLayer(layer, inputs)).toEqual({
    inputs,
    z: [
      [17, 3],
      [19, -1],
    ],
    a: [
      [17, 3],
      [19, 0],
    ],
  });
});

test('backward through the activation: a unit at rest passes nothing on', () => {
  const { a } = forwardLayer(layer, inputs);
  expect(backwardActivation({ layer, a, dA: delta })).toEqual([
    [1, -2],
    [3, 0],
  ]);
});

test('backward to weights and biases: means over the examples', () => {
  expect(backwardParameters(inputs, delta)).toEqual({
    dW: [
      [0.5, 4.5, 2.5],
      [-1, 6, 0],
    ],
    db: [2, 1],
  });
});

test('backward to the inputs: delta W', () => {
  expect(backwardInputs(layer, delta)).toEqual([
    [1, 4, 1],
    [3, 2, 13],
  ]);
});
