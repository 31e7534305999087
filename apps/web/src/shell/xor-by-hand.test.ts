import { expect, test } from 'vitest';
import { xorByHand } from './xor-by-hand.ts';

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
  expect(xorByHand([0, 1]).both).toBeLessThan(-0.9);
  expect(xorByHand([1, 1]).both).toBeGreaterThan(0.9);
});
