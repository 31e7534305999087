// Which class was taken for which. Rows are the truth, columns the prediction.
import { describeValue } from '#arguments';
import { check } from './check.ts';
import { TrainError } from './train-error.ts';

/** The truth beside the predictions, sample by sample; both of one length. */
export interface LabelledPredictions {
  /** The true class of each sample, from 0. */
  readonly labels: ArrayLike<number>;
  /** The predicted class of each sample, from 0. */
  readonly predictions: ArrayLike<number>;
}

/**
 * Counts of each pair: `matrix[truth][prediction]`.
 *
 * @throws TrainError `INVALID_DATA` for lists of different lengths, `LABEL_OUT_OF_RANGE` for a class beyond `classes`
 */
export function confusionMatrix(source: LabelledPredictions & { readonly classes: number }): number[][] {
  check.options('confusionMatrix', source, ['labels', 'predictions', 'classes']);
  const { labels, predictions, classes } = source;
  check.wholeNumber('classes', classes, { min: 1 });
  return countPairs({ labels, predictions, classes });
}

/** The matrix, of arguments that need no more checks than these. */
export function countPairs(source: LabelledPredictions & { readonly classes: number }): number[][] {
  const { labels, predictions, classes } = source;
  checkList('labels', labels);
  checkList('predictions', predictions);
  if (labels.length !== predictions.length) {
    throw new TrainError(
      'INVALID_DATA',
      `predictions expects one for each of the ${labels.length} labels; received ${predictions.length}. ` +
        'Predictions of another number of images, or rows of another number of classes?',
    );
  }
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < labels.length; i++) {
    checkClass(`labels[${i}]`, labels[i], classes);
    checkClass(`predictions[${i}]`, predictions[i], classes);
    matrix[labels[i]][predictions[i]] += 1;
  }
  return matrix;
}

/** @throws TrainError `INVALID_ARGUMENT` unless it is an array or a typed array, of what it may be */
export function checkList(name: string, values: ArrayLike<number>): void {
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView));
  check.that(isList, name, { expected: 'an array of class numbers', value: values });
}

/** @throws TrainError `LABEL_OUT_OF_RANGE` unless it is a class */
export function checkClass(name: string, value: unknown, classes: number): void {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < classes) return;
  throw new TrainError(
    'LABEL_OUT_OF_RANGE',
    `${name} expects a whole number from 0 to ${classes - 1}; received ${describeValue(value)}.`,
  );
}
