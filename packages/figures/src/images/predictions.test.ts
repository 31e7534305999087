import { expect, test } from 'vitest';
import { checkPredictions, formatProbability, readPrediction } from './predictions.ts';

const read = (probabilities: number[], truth = 0) =>
  readPrediction({ probabilities, count: 1, classes: probabilities.length }, { index: 0, truth });

test('the likeliest class is the prediction, the first of equals', () => {
  expect(read([0.1, 0.7, 0.2], 1)).toMatchObject({ predicted: 1, right: true });
  expect(read([0.4, 0.4, 0.2], 1)).toMatchObject({ predicted: 0, right: false });
});

test('each image has its own row', () => {
  const probabilities = Float32Array.of(0.9, 0.1, 0.25, 0.75);
  expect(readPrediction({ probabilities, count: 2, classes: 2 }, { index: 1, truth: 1 })).toEqual({
    truth: 1,
    predicted: 1,
    right: true,
    probabilities: [0.25, 0.75],
  });
});

test('a network that diverged predicts nothing', () => {
  expect(read([Number.NaN, Number.NaN])).toEqual({
    truth: 0,
    predicted: -1,
    right: false,
    probabilities: [0, 0],
  });
  expect(read([Number.NaN, 0.3])).toMatchObject({ predicted: 1, probabilities: [0, 0.3] });
});

test('invalid probabilities are rejected', () => {
  expect(() =>
    checkPredictions({ probabilities: [0.5, 0.5, 1], count: 2, classes: 2 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected 2 x 2 = 4 probabilities (images x class names), received 3. Pass the predictions of exactly these images.]`,
  );
  expect(() =>
    checkPredictions({ probabilities: [0.5, 0.5, -3.2, 7], count: 2, classes: 2 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected probabilities from 0 to 1, received -3.2 for image 1, class 0. Apply softmax to the network's last layer.]`,
  );
  // The sum of a float32 softmax may end a little above 1.
  checkPredictions({ probabilities: [1.0000001, 0], count: 1, classes: 2 });
});

test('probabilities are written in per cent', () => {
  expect([0, 0.0004, 0.973, 0.9996, 1].map(formatProbability)).toEqual([
    '0.0%',
    '0.0%',
    '97.3%',
    '100.0%',
    '100.0%',
  ]);
});
