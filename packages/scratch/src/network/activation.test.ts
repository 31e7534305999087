// Activations of a whole layer: softmax above all, and that every backward is the transposed Jacobian.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestDifference } from '../../fixtures/largest-difference.ts';
import { type ActivationName, activations } from './activation.ts';

test('a curve acts on each number by itself', () => {
  expect(activations.relu.forward([-1, 0, 2])).toEqual([0, 0, 2]);
  expect(activations.relu.backward([0, 0, 2], [5, 6, 7])).toEqual([0, 0, 7]);
});

test('softmax by hand: e^0, e^ln2, e^ln5 are 1, 2, 5 of 8', () => {
  const a = activations.softmax.forward([0, Math.LN2, Math.log(5)]);
  expect(largestDifference(a, [1 / 8, 2 / 8, 5 / 8])).toBeLessThan(1e-15);
});

test('softmax backward by hand', () => {
  // a (dA - sum(a dA)) with sum = 0.5 + 0.5 = 1.
  expect(activations.softmax.backward([0.5, 0.25, 0.25], [1, 2, 0])).toEqual([0, 0.25, -0.25]);
});

test('softmax of huge numbers stays a distribution', () => {
  expect(activations.softmax.forward([1000, 1000])).toEqual([0.5, 0.5]);
  expect(activations.softmax.forward([-1e308, 1e308])).toEqual([0, 1]);
});

test('softmax adds up to 1 and does not feel a common shift', () => {
  const number = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 8 }), number, (z, shift) => {
      const a = activations.softmax.forward(z);
      expect(Math.abs(a.reduce((sum, ai) => sum + ai, 0) - 1)).toBeLessThan(1e-14);
      const shifted = activations.softmax.forward(z.map((zi) => zi + shift));
      expect(largestDifference(shifted, a)).toBeLessThan(1e-12);
    }),
  );
});

test.each(Object.keys(activations) as ActivationName[])('%s: backward is the slope of sum(c a)', (name) => {
  const { forward, backward } = activations[name];
  const z = [-1.3, 0.2, 0.9];
  const c = [0.7, -1.1, 2];
  const weighed = (at: number[]) => forward(at).reduce((sum, a, i) => sum + a * c[i], 0);
  const step = 1e-6;
  const slopes = z.map(
    (zi, i) => (weighed(z.with(i, zi + step)) - weighed(z.with(i, zi - step))) / (2 * step),
  );
  expect(largestDifference(backward(forward(z), c), slopes)).toBeLessThan(1e-8);
});
