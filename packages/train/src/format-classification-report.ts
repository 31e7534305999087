// scikit-learn's classification report, to the character. The scores: classification-report.ts.
import { check } from './check.ts';
import type { ClassificationReport, ClassScores } from './classification-report.ts';
import { formatFixed } from './format-fixed.ts';

const headers = ['precision', 'recall', 'f1-score', 'support'];
const numberWidth = 9;
const longestAverage = 'weighted avg';

/**
 * The text that scikit-learn's `classification_report` gives for all classes, its last line break included. The
 * first column is as wide as the longest class name. Scores have `digits` decimals, 0 to 20; 2 by default.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function formatClassificationReport(
  report: ClassificationReport,
  options: { readonly digits?: number } = {},
): string {
  check.that(isReport(report), 'report', { expected: 'what classificationReport() returns', value: report });
  check.options('formatClassificationReport', options as unknown, ['digits']);
  const { digits = 2 } = options;
  check.wholeNumber('digits', digits, { min: 0, max: 20 });
  const names = report.classes.map(({ label }) => [...label].length);
  const width = Math.max(...names, longestAverage.length, digits);
  const number = (value: number) => formatFixed(value, digits);
  const line = (heading: string, cells: readonly string[]) =>
    `${padStart(heading, width)} ${cells.map((cell) => ` ${cell.padStart(numberWidth)}`).join('')}`;
  // scikit-learn counts in floating point where nothing at all was predicted right.
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

// Python counts characters, where String.padStart counts UTF-16 units.
function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - [...text].length)) + text;
}
