import { expect, test } from 'vitest';
import type { Network } from './network.ts';
import { flattenGradients, flattenParameters, withParameters } from './parameters.ts';

const network: Network = {
  layers: [
    {
      weights: [
        [1, 2],
        [3, 4],
      ],
      biases: [5, 6],
      activation: 'tanh',
    },
    { weights: [[7, 8]], biases: [9], activation: 'sigmoid' },
  ],
};

test('layer by layer, weights row by row, then biases', () => {
  expect(flattenParameters(network)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const gradients = network.layers.map(({ weights, biases }) => ({ dW: weights, db: biases }));
  expect(flattenGradients(gradients)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('there and back again', () => {
  const doubled = withParameters(
    network,
    flattenParameters(network).map((p) => 2 * p),
  );
  expect(flattenParameters(doubled)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18]);
  expect(withParameters(doubled, [1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual(network);
});
