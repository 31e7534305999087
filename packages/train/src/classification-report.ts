// Precision, recall and F1 for each class, and their averages, as data. As scikit-learn's text:
// format-classification-report.ts.
import { check } from './check.ts';
import { countPairs, type LabelledPredictions } from './confusion-matrix.ts';
import { pairwiseSum } from './pairwise-sum.ts';

/** All from 0 to 1; 0 where the fraction would be 0 / 0. */
export interface Scores {
  /** Of what was predicted as this class, the part that is. */
  readonly precision: number;
  /** Of what is this class, the part that was found. */
  readonly recall: number;
  /** Harmonic mean of precision and recall. */
  readonly f1: number;
  /** Number of samples. */
  readonly support: number;
}

export interface ClassScores extends Scores {
  readonly label: string;
}

/** Precision, recall and F1 of each class and on average, as in scikit-learn's classification_report. */
export interface ClassificationReport {
  /** One row for each class name, in its order; classes that never occur included. */
  readonly classes: readonly ClassScores[];
  /** Fraction of all samples predicted right. */
  readonly accuracy: number;
  /** Mean over the classes, each counting once. */
  readonly macroAverage: Scores;
  /** Mean over the classes, each counting by its support. */
  readonly weightedAverage: Scores;
}

/**
 * The scores of scikit-learn's `classification_report` with `labels=range(len(classNames))` and `zero_division=0`.
 *
 * @param source.classNames one name for each class; their number bounds labels and predictions
 * @throws TrainError `INVALID_ARGUMENT`; `INVALID_DATA` for lists of different lengths, `LABEL_OUT_OF_RANGE` for a class without a name
 */
export function classificationReport(
  source: LabelledPredictions & { readonly classNames: readonly string[] },
): ClassificationReport {
  check.options('classificationReport', source, ['labels', 'predictions', 'classNames']);
  const { labels, predictions, classNames } = source;
  checkClassNames(classNames);
  const matrix = countPairs({ labels, predictions, classes: classNames.length });
  const classes = classNames.map((label, i): ClassScores => {
    const hits = matrix[i][i];
    const support = matrix[i].reduce((sum, count) => sum + count, 0);
    const predicted = matrix.reduce((sum, row) => sum + row[i], 0);
    return {
      label,
      precision: ratio(hits, predicted),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, support + predicted),
      support,
    };
  });
  const hits = matrix.reduce((sum, row, i) => sum + row[i], 0);
  return {
    classes,
    accuracy: ratio(hits, labels.length),
    macroAverage: average(classes, () => 1),
    weightedAverage: average(classes, ({ support }) => support),
  };
}

function checkClassNames(classNames: readonly string[]): void {
  check.list('classNames', classNames, { min: 1 });
  for (const [i, name] of classNames.entries()) check.text(`classNames[${i}]`, name);
}

function average(classes: readonly ClassScores[], weight: (scores: ClassScores) => number): Scores {
  const weights = pairwiseSum(classes.map(weight));
  const mean = (score: 'precision' | 'recall' | 'f1') =>
    ratio(pairwiseSum(classes.map((scores) => scores[score] * weight(scores))), weights);
  return {
    precision: mean('precision'),
    recall: mean('recall'),
    f1: mean('f1'),
    support: classes.reduce((sum, { support }) => sum + support, 0),
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
