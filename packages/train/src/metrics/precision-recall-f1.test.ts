import { expect, test } from 'vitest';
import { precisionRecallF1 } from './precision-recall-f1.ts';

// Class 0: 2 of 3 found, 2 of 2 predicted right. Class 1: 1 of 1 found, 1 of 2 predicted right. Class 2: never occurs.
const source = { labels: [0, 0, 0, 1], predictions: [0, 0, 1, 1], classes: 3 };
const f1 = [(2 * 2) / 5, (2 * 1) / 3];

function expectScores(average: 'macro' | 'weighted' | 'micro' | undefined, expected: number[]) {
  const scores = precisionRecallF1({ ...source, average });
  const numbers = [scores.precision, scores.recall, scores.f1];
  for (const [i, value] of numbers.entries()) expect(Math.abs(value - expected[i])).toBeLessThan(1e-15);
  expect(scores.support).toBe(4);
}

test('macro, the default: each class counts once', () => {
  const expected = [(1 + 1 / 2 + 0) / 3, (2 / 3 + 1 + 0) / 3, (f1[0] + f1[1] + 0) / 3];
  expectScores('macro', expected);
  expectScores(undefined, expected);
});

test('weighted: each class counts by its samples', () => {
  expectScores('weighted', [(3 * 1 + 1 / 2) / 4, (3 * (2 / 3) + 1) / 4, (3 * f1[0] + f1[1]) / 4]);
});

test('micro: each sample counts once, which is the accuracy', () => {
  expectScores('micro', [0.75, 0.75, 0.75]);
});

test('a class beyond the classes is rejected', () => {
  expect(() => precisionRecallF1({ ...source, classes: 1 })).toThrow(
    expect.objectContaining({ code: 'LABEL_OUT_OF_RANGE' }),
  );
});
