import { expect, test } from 'vitest';
import { evaluationReport, mistakeRows, scoreOf } from './evaluate.ts';

const tested = {
  labels: Uint8Array.of(0, 1, 1, 0),
  classNames: ['a', 'b'],
  // Right; wrong at 0.75; wrong at 1, beyond the clip; right.
  probabilities: Float32Array.of(0.5, 0.5, 0.75, 0.25, 1, 0, 0.875, 0.125),
};

test('loss and accuracy by hand', () => {
  const { loss, accuracy } = scoreOf(tested);
  const expected = -(Math.log(0.5) + Math.log(0.25) + Math.log(1e-7) + Math.log(0.875)) / 4;
  expect(Math.abs(loss - expected)).toBeLessThan(1e-12);
  expect(accuracy).toBe(0.5);
});

test('the report counts the predictions for each class', () => {
  const { confusion, wrong, images } = evaluationReport(tested);
  expect({ confusion, wrong, images }).toEqual({
    confusion: [
      [2, 0],
      [2, 0],
    ],
    wrong: 2,
    images: 4,
  });
});

test('mistakes come in descending order of probability, also for one cell of the matrix', () => {
  expect(mistakeRows(tested, { max: 5 })).toEqual([2, 1]);
  expect(mistakeRows(tested, { max: 1 })).toEqual([2]);
  expect(mistakeRows(tested, { truth: 0, predicted: 0, max: 9 })).toEqual([3, 0]);
  expect(mistakeRows(tested, { truth: 0, predicted: 1, max: 9 })).toEqual([]);
});
