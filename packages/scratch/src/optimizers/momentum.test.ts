import { expect, test } from 'vitest';
import { largestDifference } from '../../fixtures/largest-difference.ts';
import { gradientDescent } from './gradient-descent.ts';
import { momentum } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';

function run(optimizer: Optimizer, gradients: number[]): number[] {
  let parameters = [0];
  let state = optimizer.start(1);
  return gradients.map((g) => {
    ({ parameters, state } = optimizer.update({ parameters, gradients: [g], state }));
    return parameters[0];
  });
}

test('by hand: v = -0.1, -0.19, -0.271, then against a gradient of -10', () => {
  const path = run(momentum({ learningRate: 0.1, momentum: 0.9 }), [1, 1, 1, -10]);
  expect(largestDifference(path, [-0.1, -0.29, -0.561, 0.1951])).toBeLessThan(1e-15);
});

test('without momentum it is gradient descent', () => {
  const gradients = [1, -3, 0.25];
  expect(run(momentum({ learningRate: 0.3, momentum: 0 }), gradients)).toEqual(
    run(gradientDescent({ learningRate: 0.3 }), gradients),
  );
});

test('defaults: learning rate 0.01, momentum 0.9', () => {
  expect(run(momentum(), [1, 2])).toEqual(run(momentum({ learningRate: 0.01, momentum: 0.9 }), [1, 2]));
});

test('errors name the wrong value', () => {
  expect(() => momentum({ momentum: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: momentum expects a number from 0 to below 1; received 1.]`,
  );
});
