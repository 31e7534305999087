import { expect, test } from 'vitest';
import { decisionSurface } from './decision-surface.ts';
import { createNetwork, type Network, predict } from './network/network.ts';

const plane: Network = {
  layers: [
    {
      weights: [
        [1, 0],
        [0, 10],
      ],
      biases: [0, 0],
      activation: 'identity',
    },
    { weights: [[1, 1]], biases: [0.5], activation: 'identity' },
  ],
};

test('x + 10 y + 0.5 by hand: rows are y, columns are x, ends included', () => {
  const surface = decisionSurface({ network: plane, xRange: [0, 4], yRange: [-1, 1], columns: 3, rows: 2 });
  expect(surface).toEqual({
    xs: [0, 2, 4],
    ys: [-1, 1],
    values: [
      [-9.5, -7.5, -5.5],
      [10.5, 12.5, 14.5],
    ],
  });
});

test('one hidden unit', () => {
  const grid = { network: plane, xRange: [0, 1], yRange: [2, 3], columns: 2, rows: 2 } as const;
  expect(decisionSurface({ ...grid, layer: 0, unit: 1 }).values).toEqual([
    [20, 20],
    [30, 30],
  ]);
});

test('by default 50 x 50 over -0.5..1.5, with the values of predict', () => {
  const network = createNetwork({ inputs: 2, layers: [{ units: 1, activation: 'tanh' }] });
  const { xs, ys, values } = decisionSurface({ network });
  expect([xs.length, ys.length, xs[0], xs[49], ys[0], ys[49]]).toEqual([50, 50, -0.5, 1.5, -0.5, 1.5]);
  expect([[values[7][31]]]).toEqual(predict(network, [[xs[31], ys[7]]]));
});

test('errors name the wrong value', () => {
  const three = createNetwork({ inputs: 3, layers: [{ units: 1, activation: 'tanh' }] });
  expect(() => decisionSurface({ network: three })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: network expects 2 inputs, the x and y of a point; received a network with 3.]`,
  );
  expect(() => decisionSurface({ network: plane, columns: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: columns expects a whole number from 2 to 4096; received 1.]`,
  );
  expect(() => decisionSurface({ network: plane, xRange: [1, 1] })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: xRange expects two numbers, the smaller first; received [1, 1].]`,
  );
  expect(() => decisionSurface({ network: plane, unit: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: unit expects a whole number from 0 to 0; received 1.]`,
  );
  expect(() => decisionSurface({ network: plane, layer: 2 })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: layer expects a whole number from 0 to 1; received 2.]`,
  );
});
