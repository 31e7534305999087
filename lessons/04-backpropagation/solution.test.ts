import { RandomState, trainXor } from '@nn101/scratch';
import { expect, test } from 'vitest';
import { gradients, step } from './solution.ts';
import { cost, type Parameters, gradients as unsolved } from './start.ts';

const seed = 2;
const learningRate = 0.3;

/** The weights that the notebook starts from. */
function initialParameters(): Parameters {
  const [a, b, c, d, e, f] = new RandomState(seed).randn(6);
  return {
    w1: [
      [a, b],
      [c, d],
    ],
    b1: [0, 0],
    w2: [e, f],
    b2: 0,
  };
}

test('the costs are those of @nn101/scratch, to six decimals', () => {
  let parameters = initialParameters();
  let iteration = 0;
  for (const expected of trainXor({ seed, learningRate, iterations: 2000 })) {
    for (; iteration < expected.iteration; iteration++) parameters = step(parameters, learningRate);
    expect(cost(parameters).toFixed(6)).toBe(expected.cost.toFixed(6));
  }
  expect(iteration).toBe(2000);
});

test('each slope is that of the cost, by a small step to either side', () => {
  const parameters = initialParameters();
  const epsilon = 1e-6;
  const at = (b2: number) => cost({ ...parameters, b2 });
  expect(Math.abs(gradients(parameters).b2 - (at(epsilon) - at(-epsilon)) / (2 * epsilon))).toBeLessThan(
    1e-8,
  );
  const along = (w: number) => cost({ ...parameters, w1: [[w, parameters.w1[0][1]], parameters.w1[1]] });
  const w = parameters.w1[0][0];
  const slope = (along(w + epsilon) - along(w - epsilon)) / (2 * epsilon);
  expect(Math.abs(gradients(parameters).w1[0][0] - slope)).toBeLessThan(1e-8);
});

test('where the learner starts, nothing is solved yet', () => {
  expect(unsolved(initialParameters())).not.toEqual(gradients(initialParameters()));
});
