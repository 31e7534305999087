// Checks of labels and class names.

import { check } from '../check.ts';
import { FiguresError } from '../figures-error.ts';

/** One label per image: the index of its class in the class names. */
export type Labels = ArrayLike<number>;

/** The labels and class names of a batch. */
export interface LabelCheck {
  readonly labels: Labels;
  readonly count: number;
  readonly classNames: readonly string[];
}

/** Throws `INVALID_ARGUMENT` unless these are strings. */
export function checkClassNames(classNames: readonly string[]): void {
  check.list('classNames', classNames);
  for (let i = 0; i < classNames.length; i++) {
    const value: unknown = classNames[i];
    check.that(typeof value === 'string', `classNames[${i}]`, { expected: 'a string', value });
  }
}

/**
 * Throws `INVALID_ARGUMENT` unless these are numbers and strings, `LABEL_COUNT` or `LABEL_RANGE` unless there is one label
 * per image and each has a class name.
 */
export function checkLabels({ labels, count, classNames }: LabelCheck): void {
  checkClassNames(classNames);
  check.numbers('labels', labels);
  if (labels.length !== count) {
    throw new FiguresError(
      'LABEL_COUNT',
      `Expected ${count} labels, one per image, received ${labels.length}. Slice images and labels together.`,
    );
  }
  for (let i = 0; i < count; i++) {
    const label = labels[i];
    if (!Number.isInteger(label) || label < 0 || label >= classNames.length) {
      throw new FiguresError(
        'LABEL_RANGE',
        `Label ${i} is ${label}, but there are ${classNames.length} class names, ` +
          `so labels go from 0 to ${classNames.length - 1}. Pass the class names of the same data set.`,
      );
    }
  }
}
