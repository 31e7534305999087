// Precision, recall and F1 for each class with their averages, as data and as the text that scikit-learn prints.
import { check } from '../check.ts';
import { countPairs, type LabelledPredictions } from './confusion-matrix.ts';

/** All from 0 to 1; 0 if the fraction would be 0 / 0. */
export interface Scores {
  /** Fraction of the samples predicted as this class that belong to it. */
  readonly precision: number;
  /** Fraction of the samples of this class that were predicted as it. */
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
  /** One row per class name, in order, including classes that never occur. */
  readonly classes: readonly ClassScores[];
  /** Fraction of all samples that were predicted correctly. */
  readonly accuracy: number;
  /** Unweighted mean over the classes. */
  readonly macroAverage: Scores;
  /** Mean over the classes, weighted by their support. */
  readonly weightedAverage: Scores;
}

/**
 * Returns the scores of scikit-learn's `classification_report` with `labels=range(len(classNames))` and `zero_division=0`.
 *
 * @param source.classNames one name per class; labels and predictions must be below their number
 * @throws TrainError `INVALID_ARGUMENT`; `INVALID_DATA` for lists of different lengths, `LABEL_OUT_OF_RANGE` for a class
 *   without a name
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

const lanes = 8;
const block = 128;

/** Returns the sum of the values, with the additions in NumPy's pairwise order (float64). */
export function pairwiseSum(values: readonly number[]): number {
  const { length } = values;
  if (length < lanes) return sequentialSum(values, 0);
  if (length <= block) {
    const whole = length - (length % lanes);
    const sums = values.slice(0, lanes);
    for (let i = lanes; i < whole; i++) sums[i % lanes] += values[i];
    const [a, b, c, d, e, f, g, h] = sums;
    return sequentialSum(values.slice(whole), a + b + (c + d) + (e + f + (g + h)));
  }
  const half = Math.floor(length / 2);
  const middle = half - (half % lanes);
  return pairwiseSum(values.slice(0, middle)) + pairwiseSum(values.slice(middle));
}

function sequentialSum(values: readonly number[], start: number): number {
  return values.reduce((sum, value) => sum + value, start);
}

const headers = ['precision', 'recall', 'f1-score', 'support'];
const numberWidth = 9;
const longestAverage = 'weighted avg';

/**
 * Returns the text of scikit-learn's `classification_report` for all classes, including its final line break. The first
 * column is as wide as the longest class name. Scores have `digits` decimals, 0 to 20; 2 by default.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function formatClassificationReport(
  report: ClassificationReport,
  options: { readonly digits?: number } = {},
): string {
  check.that(isReport(report), 'report', { expected: 'the result of classificationReport()', value: report });
  check.options('formatClassificationReport', options as unknown, ['digits']);
  const { digits = 2 } = options;
  check.wholeNumber('digits', digits, { min: 0, max: 20 });
  const names = report.classes.map(({ label }) => [...label].length);
  const width = Math.max(...names, longestAverage.length, digits);
  const number = (value: number) => formatFixed(value, digits);
  const line = (heading: string, cells: readonly string[]) =>
    `${padStart(heading, width)} ${cells.map((cell) => ` ${cell.padStart(numberWidth)}`).join('')}`;
  // scikit-learn counts in floating point if no sample was predicted correctly.
  const count = (support: number) => (report.accuracy === 0 ? support.toFixed(1) : String(support));
  const row = ({ label, precision, recall, f1, support }: ClassScores) =>
    line(label, [number(precision), number(recall), number(f1), count(support)]);
  const { accuracy, macroAverage, weightedAverage } = report;
  return [
    line('', headers),
    '',
    ...report.classes.map(row),
    '',
    line('accuracy', ['', '', number(accuracy), count(macroAverage.support)]),
    row({ label: 'macro avg', ...macroAverage }),
    row({ label: longestAverage, ...weightedAverage }),
    '',
  ].join('\n');
}

function isReport(report: Partial<ClassificationReport> | undefined): boolean {
  const { classes, macroAverage, weightedAverage } = report ?? {};
  const averages = [macroAverage, weightedAverage];
  return Array.isArray(classes) && averages.every((scores) => typeof scores === 'object');
}

// Python counts characters, whereas String.padStart counts UTF-16 units.
function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - [...text].length)) + text;
}

/**
 * Like `toFixed`, but a number exactly between two results is rounded to the even digit, as by Python's `format`: 0.125
 * becomes 0.12.
 *
 * @param value 0 or more
 * @param digits integer from 0 to 20
 */
export function formatFixed(value: number, digits: number): string {
  // A number halfway between two decimals is a multiple of 2^-(digits + 1), which toFixed prints exactly.
  const exact = Number.isInteger(value * 2 ** (digits + 1)) ? value.toFixed(digits + 1) : '';
  if (!exact.endsWith('5')) return value.toFixed(digits);
  const cut = exact.slice(0, -1).replace(/\.$/, '');
  const isEven = Number(cut.at(-1)) % 2 === 0;
  return isEven ? cut : value.toFixed(digits);
}
