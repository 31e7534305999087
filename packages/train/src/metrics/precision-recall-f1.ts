// Precision, recall and F1 of all classes together, averaged in one of three ways. For single classes, see
// classification-report.ts.
import { check } from '../check.ts';
import { classificationReport, type Scores } from './classification-report.ts';
import type { LabelledPredictions } from './confusion-matrix.ts';

/** `macro`: unweighted mean over classes; `weighted`: mean weighted by the classes' samples; `micro`: over all samples. */
export type Average = 'macro' | 'weighted' | 'micro';

const averages: readonly Average[] = ['macro', 'weighted', 'micro'];

/**
 * Returns the numbers of scikit-learn's `precision_recall_fscore_support` with `average` and `zero_division=0`.
 *
 * @param source.average `macro` by default
 * @throws TrainError `INVALID_ARGUMENT`; `INVALID_DATA` for lists of different lengths, `LABEL_OUT_OF_RANGE` for a class
 *   beyond `classes`
 */
export function precisionRecallF1(
  source: LabelledPredictions & { readonly classes: number; readonly average?: Average },
): Scores {
  check.options('precisionRecallF1', source, ['labels', 'predictions', 'classes', 'average']);
  const { labels, predictions, classes, average = 'macro' } = source;
  check.oneOf('average', average, averages);
  check.wholeNumber('classes', classes, { min: 1 });
  const classNames = Array.from({ length: classes }, (_, i) => String(i));
  const report = classificationReport({ labels, predictions, classNames });
  if (average === 'macro') return report.macroAverage;
  if (average === 'weighted') return report.weightedAverage;
  average satisfies 'micro';
  // With one label and one prediction per sample, each error is both a false positive and a false negative.
  const { accuracy } = report;
  return { precision: accuracy, recall: accuracy, f1: accuracy, support: labels.length };
}
