// Backpropagation by hand on one example, against PyTorch 1.13 in 64 bits on two, and what it refuses.

import { expect, test } from 'vitest';
import { largestDifference } from '../../fixtures/largest-difference.ts';
import { losses } from '../network/loss.ts';
import { createNetwork, type Network } from '../network/network.ts';
import { backpropagate, batchCost } from './backpropagation.ts';

test('every intermediate by hand', () => {
  const network: Network = {
    layers: [
      { weights: [[2]], biases: [1], activation: 'relu' },
      { weights: [[-1]], biases: [0.5], activation: 'identity' },
    ],
  };
  const step = backpropagate({ network, inputs: [[3]], targets: [[-6]], loss: losses.meanSquaredError });
  // z1 = 7, z2 = -6.5, C = 0.5^2; delta2 = 2 (-6.5 + 6) = -1, delta1 = delta2 * -1.
  expect(step).toEqual({
    cost: 0.25,
    layers: [
      { inputs: [[3]], z: [[7]], a: [[7]], delta: [[1]], dW: [[3]], db: [1] },
      { inputs: [[7]], z: [[-6.5]], a: [[-6.5]], delta: [[-1]], dW: [[-7]], db: [-1] },
    ],
  });
});

test('tanh, softmax and categorical cross-entropy as in PyTorch', () => {
  const network: Network = {
    layers: [
      {
        weights: [
          [0.1, -0.2],
          [0.4, 0.3],
        ],
        biases: [0.05, -0.1],
        activation: 'tanh',
      },
      {
        weights: [
          [0.5, -0.3],
          [-0.6, 0.2],
          [0.1, 0.7],
        ],
        biases: [0, 0.1, -0.2],
        activation: 'softmax',
      },
    ],
  };
  const { cost, layers } = backpropagate({
    network,
    inputs: [
      [1, 2],
      [-1, 0.5],
    ],
    targets: [
      [0, 0, 1],
      [1, 0, 0],
    ],
    loss: losses.categoricalCrossEntropy,
  });
  const received = [cost, layers[1].a, ...layers.flatMap(({ dW, db }) => [dW, db])];
  const expected = [
    0.9898610175201059,
    [
      [0.20332143067313074, 0.42087993073736824, 0.37579863858950097],
      [0.36750431447456877, 0.40436616782389806, 0.22812951770153325],
    ],
    [
      [0.16183934913815978, -0.33153630401294043],
      [-0.2915454901887834, -0.10606176378777622],
    ],
    [-0.3623326526932482, 0.09007788308304905],
    [
      [0.022185964283792877, 0.17919739413299035],
      [-0.08164271008067765, 0.08272825409186473],
      [0.0594567457968848, -0.26192564822485515],
    ],
    [-0.2145871274261503, 0.41262304928063315, -0.19803592185448293],
  ];
  expect(largestDifference(received, expected)).toBeLessThan(1e-15);
});

const network = createNetwork({ inputs: 2, layers: [{ units: 1, activation: 'identity' }] });
const batch = { network, inputs: [[1, 2]], targets: [[1]], loss: losses.meanSquaredError };

test('batchCost is the cost alone', () => {
  expect(batchCost(batch)).toBe(backpropagate(batch).cost);
});

test('errors name the wrong value', () => {
  expect(() => backpropagate({ ...batch, targets: [[1], [2]] })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: targets expects 1 rows, one for each example, received 2.]`,
  );
  expect(() => backpropagate({ ...batch, targets: [[1, 2]] })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: targets expects rows of 1 number, received 2 in row 0. Change the data or the network's size.]`,
  );
  const huge = { layers: [{ weights: [[1e200, 1]], biases: [0], activation: 'identity' as const }] };
  expect(() => backpropagate({ ...batch, network: huge })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Expected the cost to be finite, received Infinity. The weights are too large: use a smaller learning rate.]`,
  );
  expect(() => backpropagate({ ...batch, network: huge })).toThrow(
    expect.objectContaining({ code: 'DIVERGED' }),
  );
});
