import { activations, losses, outputDelta } from '@nn101/scratch';
import { expect, test } from 'vitest';
import { crossEntropy, crossEntropySlope, roll, squaredError, squaredErrorSlope } from './solution.ts';
import * as start from './start.ts';

const answers = [0.001, 0.2, 0.5, 0.9, 0.999];
const rounding = 1e-12;

test('both costs are those of @nn101/scratch', () => {
  for (const a of answers) {
    for (const y of [0, 1]) {
      expect(squaredError(a, y)).toBe(losses.meanSquaredError.cost([a], [y]));
      expect(Math.abs(crossEntropy(a, y) - losses.binaryCrossEntropy.cost([a], [y]))).toBeLessThan(rounding);
    }
  }
});

test('both slopes are what backpropagation begins with', () => {
  for (const a of answers) {
    for (const y of [0, 1]) {
      const [square] = outputDelta({ loss: losses.meanSquaredError, activation: 'sigmoid', a: [a], y: [y] });
      expect(Math.abs(squaredErrorSlope(a, y) - square)).toBeLessThan(rounding);
      // The long way, without the cancellation.
      const [log] = activations.sigmoid.backward([a], losses.binaryCrossEntropy.gradient([a], [y]));
      expect(Math.abs(crossEntropySlope(a, y) - log)).toBeLessThan(rounding);
    }
  }
});

test('sure and wrong: the square hardly pulls, the logarithm does', () => {
  expect(Math.abs(squaredErrorSlope(0.999, 0))).toBeLessThan(0.002);
  expect(crossEntropySlope(0.999, 0)).toBe(0.999);
});

test('a ball that rolls comes to the right answer', () => {
  let z = -6;
  for (let step = 0; step < 100; step++) z = roll(z, { y: 1, learningRate: 0.5 });
  expect(1 / (1 + Math.exp(-z))).toBeGreaterThan(0.95);
});

test('where the learner starts, nothing is solved yet', () => {
  expect(start.squaredError(0.2, 1)).not.toBe(squaredError(0.2, 1));
  expect(start.crossEntropy(0.2, 1)).not.toBe(crossEntropy(0.2, 1));
  expect(start.squaredErrorSlope(0.2, 1)).not.toBe(squaredErrorSlope(0.2, 1));
  expect(start.crossEntropySlope(0.2, 1)).not.toBe(crossEntropySlope(0.2, 1));
  expect(start.roll(0, { y: 1, learningRate: 1 })).toBe(0);
});
