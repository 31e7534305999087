import { expect, test } from 'vitest';
import { gradientDescent } from './gradient-descent.ts';

test('by hand: p - 0.5 g', () => {
  const { start, update } = gradientDescent({ learningRate: 0.5 });
  const step = update({ parameters: [1, -3], gradients: [4, -2], state: start(2) });
  expect(step).toEqual({ parameters: [-1, -2], state: { step: 1, moments: [] } });
});

test('the learning rate is 0.01 by default', () => {
  const { start, update } = gradientDescent();
  expect(update({ parameters: [0], gradients: [1], state: start(1) }).parameters).toEqual([-0.01]);
});

test('errors name the wrong value', () => {
  expect(() => gradientDescent({ learningRate: -0.3 })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: learningRate expects a number above 0; received -0.3.]`,
  );
});
