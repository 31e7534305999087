import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { classificationReport } from './classification-report.ts';
import { formatClassificationReport } from './format-classification-report.ts';

// The texts in testing/scikit-learn-reports.json were printed by scikit-learn 1.9.1 for these very lists, with
// `classification_report(labels, predictions, labels=range(n), target_names=names, digits=digits, zero_division=0)`.
interface Recorded {
  readonly name: string;
  readonly labels: number[];
  readonly predictions: number[];
  readonly classNames: string[];
  readonly digits: number;
  readonly text: string;
}

const recorded: Recorded[] = JSON.parse(
  readFileSync(new URL('./testing/scikit-learn-reports.json', import.meta.url), 'utf8'),
);

test.each(recorded)('equals scikit-learn to the character: $name', ({ name: _, digits, text, ...lists }) => {
  expect(formatClassificationReport(classificationReport(lists), { digits })).toBe(text);
});

test('two decimals are the default', () => {
  const report = classificationReport({ labels: [0, 1, 1], predictions: [0, 1, 0], classNames: ['a', 'b'] });
  expect(formatClassificationReport(report)).toBe(
    [
      '              precision    recall  f1-score   support',
      '',
      '           a       0.50      1.00      0.67         1',
      '           b       1.00      0.50      0.67         2',
      '',
      '    accuracy                           0.67         3',
      '   macro avg       0.75      0.75      0.67         3',
      'weighted avg       0.83      0.67      0.67         3',
      '',
    ].join('\n'),
  );
});

test('digits out of range are refused', () => {
  const report = classificationReport({ labels: [0], predictions: [0], classNames: ['a'] });
  expect(() => formatClassificationReport(report, { digits: 21 })).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: digits expects a whole number from 0 to 20; received 21.]`,
  );
});
