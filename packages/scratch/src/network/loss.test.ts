// Losses by hand, their slopes by differences, and the short forms against the long way round.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestDifference } from '../../fixtures/largest-difference.ts';
import { type ActivationName, activations } from './activation.ts';
import { type Loss, type LossName, losses, outputDelta, PROBABILITY_MARGIN } from './loss.ts';

const { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } = losses;

test('costs by hand', () => {
  // Right with 3/4, then wrong with 3/4.
  expect(binaryCrossEntropy.cost([0.75], [1])).toBe(-Math.log(0.75));
  expect(binaryCrossEntropy.cost([0.75], [0])).toBe(Math.log(4));
  expect(binaryCrossEntropy.cost([0.5, 0.5], [0, 1])).toBe(Math.LN2);
  expect(categoricalCrossEntropy.cost([0.5, 0.25, 0.25], [0, 1, 0])).toBe(Math.log(4));
  expect(meanSquaredError.cost([1, 5], [2, 2])).toBe(5);
});

test('gradients by hand', () => {
  expect(binaryCrossEntropy.gradient([0.5], [1])).toEqual([-2]);
  expect(categoricalCrossEntropy.gradient([0.5, 0.25, 0.25], [0, 1, 0])).toEqual([-0, -4, -0]);
  expect(meanSquaredError.gradient([1, 5], [2, 2])).toEqual([-1, 3]);
});

test.each(Object.keys(losses) as LossName[])('%s: the gradient is the slope of the cost', (name) => {
  const { cost, gradient } = losses[name];
  const probability = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  const triple = fc.tuple(probability, probability, probability);
  const step = 1e-6;
  fc.assert(
    fc.property(triple, triple, (a, y) => {
      const slopes = a.map(
        (ai, i) => (cost(a.with(i, ai + step), y) - cost(a.with(i, ai - step), y)) / (2 * step),
      );
      expect(largestDifference(gradient(a, y), slopes)).toBeLessThan(1e-6);
    }),
  );
});

const pairs: [string, Loss, ActivationName][] = [
  ['binary cross-entropy after sigmoid', binaryCrossEntropy, 'sigmoid'],
  ['categorical cross-entropy after softmax', categoricalCrossEntropy, 'softmax'],
];

test.each(pairs)('%s: the short form equals slopes times gradient', (_, loss, activation) => {
  const z = fc.double({ min: -4, max: 4, noNaN: true });
  const y = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(z, z, z), fc.tuple(y, y, y), (zs, targets) => {
      const a = activations[activation].forward(zs);
      const long = activations[activation].backward(a, loss.gradient(a, targets));
      expect(largestDifference(outputDelta({ loss, activation, a, y: targets }), long)).toBeLessThan(1e-12);
    }),
  );
});

test('a saturated wrong output still learns: delta is a - y where the slope is 0', () => {
  expect(outputDelta({ loss: binaryCrossEntropy, activation: 'sigmoid', a: [1], y: [0] })).toEqual([1]);
  expect(outputDelta({ loss: categoricalCrossEntropy, activation: 'softmax', a: [0, 1], y: [1, 0] })).toEqual(
    [-1, 1],
  );
});

test('probabilities of 0 and 1 cost a finite amount', () => {
  const most = -Math.log(PROBABILITY_MARGIN);
  expect(binaryCrossEntropy.cost([0], [1])).toBe(most);
  expect(categoricalCrossEntropy.cost([0, 1], [1, 0])).toBe(most);
  expect(binaryCrossEntropy.cost([1], [0])).toBeCloseTo(most, 10);
  expect(binaryCrossEntropy.cost([0, 1], [0, 1])).toBeLessThan(1e-15);
  expect(binaryCrossEntropy.gradient([0, 1], [1, 0]).every(Number.isFinite)).toBe(true);
});

test.each([
  ['an output', [1.5], [1]],
  ['a target', [0.5], [-1]],
])('cross-entropy refuses %s outside 0..1', (_, a, y) => {
  for (const loss of [binaryCrossEntropy, categoricalCrossEntropy]) {
    expect(() => loss.cost(a, y)).toThrow(expect.objectContaining({ code: 'NOT_A_PROBABILITY' }));
  }
});

test('errors name the wrong value', () => {
  expect(() => binaryCrossEntropy.cost([-0.5], [1])).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Cross-entropy expects outputs and targets from 0 to 1, received -0.5. Use sigmoid or softmax in the last layer, or meanSquaredError as the loss.]`,
  );
});
