import { expect, test } from 'vitest';
import { confusionMatrix } from './confusion-matrix.ts';

test('rows are the true classes, columns the predictions', () => {
  const matrix = confusionMatrix({ labels: [0, 0, 1, 2, 2, 2], predictions: [0, 1, 1, 2, 0, 0], classes: 3 });
  expect(matrix).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [2, 0, 1],
  ]);
});

test('lists of different lengths and unknown classes are rejected', () => {
  const matrix = (labels: number[], predictions: number[]) => () =>
    confusionMatrix({ labels, predictions, classes: 3 });
  expect(matrix([0, 1], [0])).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: predictions expects one for each of the 2 labels; received an array of length 1. Are they from another number of images, or from rows of another number of classes?]`,
  );
  expect(matrix([0, 3], [0, 1])).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: labels[1] expects a whole number from 0 to 2; received 3.]`,
  );
  expect(matrix([0, 1], [0, -1])).toThrow(expect.objectContaining({ code: 'LABEL_OUT_OF_RANGE' }));
});
