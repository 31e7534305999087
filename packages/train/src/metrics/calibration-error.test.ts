import { expect, test } from 'vitest';
import { calibrationError } from './calibration-error.ts';

/** Rows of two classes whose first has this probability and is the prediction. */
const confident = (...values: number[]) => Float32Array.from(values.flatMap((value) => [value, 1 - value]));

test('is 0 if the accuracy of each bin equals its probability', () => {
  const source = { probabilities: confident(0.75, 0.75, 0.75, 0.75, 1), labels: [0, 0, 0, 1, 0], classes: 2 };
  expect(calibrationError(source)).toBe(0);
});

test('is the mean distance, bin by bin', () => {
  // With 4 bins: 0.625 and 0.75 in the third (the upper bound belongs to it), one of two right: |1.375 - 1|. 0.875 in the
  // fourth, wrong: |0.875 - 0|. Together 1.25 over 3 samples.
  const source = { probabilities: confident(0.625, 0.75, 0.875), labels: [0, 1, 1], classes: 2, bins: 4 };
  expect(calibrationError(source)).toBe(1.25 / 3);
});

test('errors in opposite directions do not cancel in different bins', () => {
  const probabilities = confident(0.625, 0.875);
  // 0.375 too small in one bin, 0.875 too large in the other; in a single bin the difference.
  expect(calibrationError({ probabilities, labels: [0, 1], classes: 2, bins: 4 })).toBe(1.25 / 2);
  expect(calibrationError({ probabilities, labels: [0, 1], classes: 2, bins: 1 })).toBe(0.5 / 2);
});

test('is 1 if all predictions are certain and wrong, and NaN if a probability is', () => {
  expect(calibrationError({ probabilities: confident(1, 1), labels: [1, 1], classes: 2 })).toBe(1);
  expect(calibrationError({ probabilities: confident(Number.NaN, 1), labels: [0, 0], classes: 2 })).toBeNaN();
});
