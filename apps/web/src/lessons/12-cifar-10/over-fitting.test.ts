import { expect, test } from 'vitest';
import { overFittingOf } from './over-fitting.ts';

const epochs = (losses: readonly (number | undefined)[]) =>
  losses.map((valLoss, i) => ({
    epoch: i + 1,
    loss: 1 / (i + 1),
    accuracy: 0.5,
    metrics: { accuracy: 0.5 },
    ...(valLoss !== undefined && { valLoss, valAccuracy: 0.4 }),
    seconds: 1,
    learningRate: 0.001,
    microsecondsPerSample: 1,
  }));

test('too early, or nothing held back', () => {
  expect(overFittingOf(epochs([2, 1.5]))).toBeUndefined();
  expect(overFittingOf(epochs([undefined, undefined, undefined]))).toBeUndefined();
});

test('a loss that falls is no over-fitting, and neither is one that hardly rises', () => {
  expect(overFittingOf(epochs([2, 1.5, 1.4]))?.isRising).toBe(false);
  expect(overFittingOf(epochs([2, 1.5, 1.52]))?.isRising).toBe(false);
});

test('a loss that rises is, and the best epoch is the first of equals', () => {
  expect(overFittingOf(epochs([2, 1.5, 1.5, 1.9]))).toMatchObject({
    best: { epoch: 2, loss: 1.5 },
    last: { epoch: 4, loss: 1.9 },
    isRising: true,
  });
});
