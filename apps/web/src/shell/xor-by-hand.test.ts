import { expect, test } from 'vitest';
import { xorByHand, xorUnits } from './xor-by-hand.ts';

test.each([
  [[0, 0], 0],
  [[0, 1], 1],
  [[1, 0], 1],
  [[1, 1], 0],
] as const)('%j gives nearly %i', (inputs, expected) => {
  expect(Math.abs(xorByHand(inputs).output - expected)).toBeLessThan(0.06);
});

test('the hidden units are what they are called', () => {
  expect(xorByHand([0, 1]).atLeastOne).toBeGreaterThan(0.9);
  expect(xorByHand([0, 1]).both).toBeLessThan(0.1);
  expect(xorByHand([1, 1]).both).toBeGreaterThan(0.9);
});

test('the caption is true: a line with a positive weight never takes away, one with a negative weight never adds', () => {
  const inputs = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const;
  const hidden = inputs.map((pair) => xorByHand(pair));
  const values = [...inputs.flat(), ...hidden.flatMap(({ atLeastOne, both }) => [atLeastOne, both])];
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(xorUnits.output.weights.map(Math.sign)).toEqual([1, -1]);
});
