// Counts how often each class was predicted as each other. Rows are the true classes, columns the predictions.
import { describeValue } from '#arguments';
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';

/** True classes and predictions of the same samples; both have the same length. */
export interface LabelledPredictions {
  /** The true class of each sample, from 0. */
  readonly labels: ArrayLike<number>;
  /** The predicted class of each sample, from 0. */
  readonly predictions: ArrayLike<number>;
}

/**
 * Counts each pair: `matrix[truth][prediction]`.
 *
 * @throws TrainError `INVALID_DATA` for lists of different lengths, `LABEL_OUT_OF_RANGE` for a class beyond `classes`
 */
export function confusionMatrix(source: LabelledPredictions & { readonly classes: number }): number[][] {
  check.options('confusionMatrix', source, ['labels', 'predictions', 'classes']);
  const { labels, predictions, classes } = source;
  check.wholeNumber('classes', classes, { min: 1 });
  return countPairs({ labels, predictions, classes });
}

/** Returns the matrix; the caller has checked `classes`. */
export function countPairs(source: LabelledPredictions & { readonly classes: number }): number[][] {
  const { labels, predictions, classes } = source;
  checkClasses('labels', labels, classes);
  checkClasses('predictions', predictions, classes);
  if (labels.length !== predictions.length) {
    throw new TrainError(
      'INVALID_DATA',
      `predictions expects one for each of the ${labels.length} labels; received ${describeValue(predictions)}. ` +
        'Are they from another number of images, or from rows of another number of classes?',
    );
  }
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < labels.length; i++) matrix[labels[i]][predictions[i]] += 1;
  return matrix;
}

/** @throws TrainError `INVALID_ARGUMENT` for a value that is neither an array nor a typed array of numbers */
function checkList(name: string, values: ArrayLike<number>): void {
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView));
  check.that(isList, name, { expected: 'an array of class numbers', value: values });
}

/** @throws TrainError `INVALID_ARGUMENT`, `LABEL_OUT_OF_RANGE` for values that are not classes */
export function checkClasses(name: string, values: ArrayLike<number>, classes: number): void {
  checkList(name, values);
  for (let i = 0; i < values.length; i++) {
    if (!isClass(values[i], classes)) refuseClass(`${name}[${i}]`, values[i], classes);
  }
}

function isClass(value: unknown, classes: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < classes;
}

function refuseClass(name: string, value: unknown, classes: number): never {
  throw new TrainError(
    'LABEL_OUT_OF_RANGE',
    `${name} expects a whole number from 0 to ${classes - 1}; received ${describeValue(value)}.`,
  );
}
