// Which class was taken for which. Rows are the truth, columns the prediction.
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
  const { labels, predictions, classes } = source;
  if (labels.length !== predictions.length) {
    throw new TrainError(
      'INVALID_DATA',
      `Expected one prediction for each of ${labels.length} labels; received ${predictions.length}.`,
    );
  }
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < labels.length; i++) {
    checkClass({ value: labels[i], classes, i });
    checkClass({ value: predictions[i], classes, i });
    matrix[labels[i]][predictions[i]] += 1;
  }
  return matrix;
}

function checkClass({ value, classes, i }: { value: number; classes: number; i: number }): void {
  if (Number.isInteger(value) && value >= 0 && value < classes) return;
  throw new TrainError(
    'LABEL_OUT_OF_RANGE',
    `Classes expect whole numbers from 0 to ${classes - 1}; received ${value} for sample ${i}.`,
  );
}
