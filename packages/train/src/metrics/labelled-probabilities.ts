// The results of predict() with the true classes, for metrics that need more than the predicted classes.

import type { Probabilities } from '../predict.ts';
import { TrainError } from '../train-error.ts';
import { rowWidth } from './argmax-rows.ts';
import { checkClasses } from './confusion-matrix.ts';

/** True classes and predicted probabilities of the same samples. */
export interface LabelledProbabilities {
  /** The true class of each sample, from 0. */
  readonly labels: ArrayLike<number>;
  /** `[count, classes]` in row-major order, as returned by `predict`. */
  readonly probabilities: Float32Array | Probabilities;
  /** Optional for probabilities that `predict` returned. */
  readonly classes?: number;
}

/** @throws TrainError `INVALID_ARGUMENT`; `INVALID_DATA` if the sizes differ or are 0, `LABEL_OUT_OF_RANGE` */
export function probabilityRows(source: LabelledProbabilities): { label: number; values: Float32Array }[] {
  const { labels, probabilities } = source;
  const classes = rowWidth(probabilities, source.classes);
  checkClasses('labels', labels, classes);
  if (labels.length === 0 || probabilities.length !== labels.length * classes) {
    throw new TrainError(
      'INVALID_DATA',
      `Expected ${classes} probabilities for each of one or more labels; received ${probabilities.length} for ` +
        `${labels.length} labels.`,
    );
  }
  return Array.from({ length: labels.length }, (_, i) => {
    const label = labels[i];
    return { label, values: probabilities.subarray(i * classes, (i + 1) * classes) };
  });
}
