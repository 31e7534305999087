// Sums over batches, and the means of a run.
import { expect, test } from 'vitest';
import { addScores, meanScore } from './score.ts';

test('batches of different sizes count by their samples', () => {
  const total = addScores({ samples: 3, lossSum: 3, correct: 3 }, { samples: 1, lossSum: 5, correct: 0 });
  const metrics = [{ name: 'accuracy', output: 0, metric: { kind: 'categoricalAccuracy' } }] as const;
  expect(meanScore(total, metrics)).toEqual({ loss: 2, accuracy: 0.75, metrics: { accuracy: 0.75 } });
});
