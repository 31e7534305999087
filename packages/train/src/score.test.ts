import '@tensorflow/tfjs-backend-wasm';
import { setBackend, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { addScores, meanScore, scoreBatch } from './score.ts';

beforeAll(() => setBackend('wasm'));

test('sums losses and counts right predictions', () => {
  const probabilities = tensor2d([0.9, 0.1, 0.4, 0.6, 0.8, 0.2], [3, 2]);
  const score = scoreBatch({
    probabilities,
    losses: tensor1d([0.25, 0.5, 2]),
    labels: Int32Array.of(0, 1, 1),
  });
  expect(score).toEqual({ samples: 3, lossSum: 2.75, correct: 2 });
});

test('batches of different sizes count by their samples', () => {
  const total = addScores({ samples: 3, lossSum: 3, correct: 3 }, { samples: 1, lossSum: 5, correct: 0 });
  const metrics = [{ name: 'accuracy', output: 0, metric: { kind: 'categoricalAccuracy' } }] as const;
  expect(meanScore(total, metrics)).toEqual({ loss: 2, accuracy: 0.75, metrics: { accuracy: 0.75 } });
});

test('a probability that is not a number makes the loss one', () => {
  const probabilities = tensor2d([Number.NaN, Number.NaN], [1, 2]);
  const score = scoreBatch({ probabilities, losses: tensor1d([16.118]), labels: Int32Array.of(0) });
  expect(score.lossSum).toBeNaN();
});
