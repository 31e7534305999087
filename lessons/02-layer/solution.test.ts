import { createNetwork, predict } from '@nn101/scratch';
import { expect, test } from 'vitest';
import { forward, forwardLayer, parameterCount } from './solution.ts';
import * as start from './start.ts';

// XOR without any learning: the first hidden unit says OR, the second AND, and the output OR but not AND.
const xor: start.Layer[] = [
  {
    weights: [
      [20, 20],
      [20, 20],
    ],
    biases: [-10, -30],
    activation: 'sigmoid',
  },
  { weights: [[20, -20]], biases: [-10], activation: 'sigmoid' },
];

test('one layer, on paper: relu of 1·2 - 1·3 + 0.5 and of 2·2 + 0·3 - 1', () => {
  const layer = {
    weights: [
      [1, -1],
      [2, 0],
    ],
    biases: [0.5, -1],
    activation: 'relu',
  } as const;
  expect(forwardLayer(layer, [2, 3])).toEqual([0, 3]);
});

test('two layers can do what one neuron cannot', () => {
  const answers = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ].map((x) => Math.round(forward(xor, x)[0]));
  expect(answers).toEqual([0, 1, 1, 0]);
});

test('a deeper network says what @nn101/scratch says, to the bit', () => {
  const { layers } = createNetwork({
    inputs: 3,
    layers: [
      { units: 5, activation: 'tanh' },
      { units: 4, activation: 'relu' },
      { units: 2, activation: 'sigmoid' },
    ],
    seed: 7,
  });
  const curved = layers.map(({ activation, ...layer }, l) => ({
    ...layer,
    activation: (['tanh', 'relu', 'sigmoid'] as const)[l],
  }));
  const inputs = [0.3, -1.2, 2];
  expect([forward(curved, inputs)]).toEqual(predict({ layers }, [inputs]));
  expect(parameterCount(curved)).toBe(3 * 5 + 5 + 5 * 4 + 4 + 4 * 2 + 2);
});

test('where the learner starts, nothing is solved yet', () => {
  expect(start.forward(xor, [0, 1])).not.toEqual(forward(xor, [0, 1]));
  expect(start.forwardLayer(xor[0], [0, 1])).not.toEqual(forwardLayer(xor[0], [0, 1]));
  expect(start.parameterCount(xor)).not.toBe(parameterCount(xor));
});
