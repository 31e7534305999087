import { stripVTControlCharacters } from 'node:util';
import type { TrainingEvent } from '@nn101/train/graph';
import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import {
  advance,
  progressLine,
  samplesPerSecond,
  secondsLeft,
  type TrainingProgress,
} from './training-progress.ts';

const start: TrainingEvent = {
  type: 'start',
  epochs: 2,
  stepsPerEpoch: 4,
  samples: 4000,
  parameters: 10,
  metrics: ['accuracy'],
  engine: 'plan',
  workers: 1,
  sharedMemory: true,
  arithmetic: 'deterministic',
};
const batch = (epoch: number, samples: number): TrainingEvent => ({
  type: 'batch',
  epoch,
  step: samples / 1000,
  steps: 4,
  samples,
  loss: 0.5,
  accuracy: 0.75,
  metrics: { accuracy: 0.75 },
});
const epochEnd: TrainingEvent = {
  type: 'epoch',
  epoch: 1,
  loss: 0.5,
  accuracy: 0.75,
  metrics: { accuracy: 0.75 },
  learningRate: 0.001,
  seconds: 4,
  microsecondsPerSample: 1000,
};

const validated = (samples: number): TrainingEvent => ({
  type: 'validation',
  epoch: 1,
  samples,
  of: 10_000,
  probabilities: new Float32Array(),
});

/** The state after events at the given milliseconds. */
function after(...events: [TrainingEvent, number][]): TrainingProgress {
  const state = events.reduce<TrainingProgress | undefined>(
    (state, [event, now]) => advance(state, event, now),
    undefined,
  );
  if (state === undefined) throw new Error('no start event');
  return state;
}

describe('the fold', () => {
  test('counts speed within the epoch, and time left over all epochs', () => {
    const state = after([start, 0], [batch(1, 1000), 1000], [batch(1, 2000), 2000]);
    expect(samplesPerSecond(state, 2000)).toBe(1000);
    expect(secondsLeft(state, 2000)).toBe(6);
  });

  test('validation after an epoch lengthens the time left, and does not slow the next epoch', () => {
    const state = after([start, 0], [batch(1, 4000), 4000], [epochEnd, 8000], [batch(2, 2000), 10_000]);
    expect(samplesPerSecond(state, 10_000)).toBe(1000);
    expect(secondsLeft(state, 10_000)).toBeCloseTo((10 / 6000) * 2000);
  });

  test('waits for the start', () => {
    expect(advance(undefined, batch(1, 1000), 0)).toBeUndefined();
  });
});

describe('the line', () => {
  const state = after([start, 0], [batch(1, 1000), 1000]);
  const paint = pc.createColors(false);

  test('shows epoch, bar, loss, accuracy, speed and time left', () => {
    expect(progressLine(state, { now: 1000, columns: 120, paint })).toBe(
      'epoch 1/2 ━━━━━━──────────────────  loss 0.5000  accuracy 0.7500  1,000 samples/s  7.0 s left',
    );
  });

  test.each([120, 90, 70, 60, 40, 30])('fits %i columns', (columns) => {
    const plain = progressLine(state, { now: 1000, columns, paint });
    expect(plain.length).toBeLessThan(columns);
    const coloured = progressLine(state, { now: 1000, columns, paint: pc.createColors(true) });
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });
});

test('a validation has a bar of its own, until the epoch ends', () => {
  const view = { now: 5000, columns: 80, paint: pc.createColors(false) };
  const state = after([start, 0], [batch(1, 4000), 4000], [validated(2500), 4100]);
  expect(progressLine(state, view)).toBe('epoch 1/2 validating ━━━─────────  2,500 of 10,000 images');
  expect(progressLine(state, { ...view, columns: 30 })).toBe('epoch 1/2 validating  2,500 o');
  const next = after([start, 0], [validated(10_000), 4100], [epochEnd, 4200], [batch(2, 1000), 5000]);
  expect(progressLine(next, view)).toMatch(/^epoch 2\/2 ━━━/);
});
