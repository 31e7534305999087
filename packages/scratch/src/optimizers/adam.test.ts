import { expect, test } from 'vitest';
import { largestDifference } from '../../fixtures/largest-difference.ts';
import { adam } from './adam.ts';

test('five steps down x^4 + 3xy + y^2, as torch.optim.Adam in 64 bits', () => {
  const { start, update } = adam({ learningRate: 0.1 });
  let parameters = [1, -2];
  let state = start(2);
  const path: number[][] = [];
  for (let i = 0; i < 5; i++) {
    const [x, y] = parameters;
    const gradients = [4 * x ** 3 + 3 * y, 3 * x + 2 * y];
    ({ parameters, state } = update({ parameters, gradients, state }));
    path.push(parameters);
  }
  const torch = [
    [1.0999999950000003, -1.900000009999999],
    [1.1796066137606402, -1.806782056887518],
    [1.2018692612993673, -1.7306200984032714],
    [1.1815382864569774, -1.6761817193919084],
    [1.140554196924244, -1.6399908039738729],
  ];
  expect(largestDifference(path, torch)).toBeLessThan(1e-14);
});

test('two steps by hand: gradients 1, then -2', () => {
  const { start, update } = adam({ learningRate: 0.1, epsilon: 1e-300 });
  const first = update({ parameters: [0], gradients: [1], state: start(1) });
  // Corrected moments are 1 and 1 after the first step, -0.11 / 0.19 and 0.004999 / 0.001999 after the
  // second.
  const second = update({ ...first, gradients: [-2] });
  expect(Math.abs(first.parameters[0] + 0.1)).toBeLessThan(1e-15);
  const expected = -0.1 + (0.1 * (0.11 / 0.19)) / Math.sqrt(0.004999 / 0.001999);
  expect(Math.abs(second.parameters[0] - expected)).toBeLessThan(1e-15);
});

test('a gradient of 0 moves nothing, from the first step on', () => {
  const { start, update } = adam();
  expect(update({ parameters: [5], gradients: [0], state: start(1) }).parameters).toEqual([5]);
});

test('errors name the wrong value', () => {
  expect(() => adam({ beta2: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: beta2 expects a number from 0 to below 1; received 1.]`,
  );
  expect(() => adam({ epsilon: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: epsilon expects a number above 0; received 0.]`,
  );
});
