import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  classificationReport,
  formatClassificationReport,
  formatFixed,
  pairwiseSum,
} from './classification-report.ts';

test('scores computed by hand', () => {
  // Class a: 2 of 3 found, 2 of 3 predictions right; b: 1 of 2 found, 1 of 2 right; c never occurs and is never predicted.
  const report = classificationReport({
    labels: Uint8Array.of(0, 0, 0, 1, 1),
    predictions: Uint8Array.of(0, 0, 1, 1, 0),
    classNames: ['a', 'b', 'c'],
  });
  expect(report.classes).toEqual([
    { label: 'a', precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, support: 3 },
    { label: 'b', precision: 0.5, recall: 0.5, f1: 0.5, support: 2 },
    { label: 'c', precision: 0, recall: 0, f1: 0, support: 0 },
  ]);
  expect(report.accuracy).toBe(0.6);
  expect(report.macroAverage.support).toBe(5);
  expect(Math.abs(report.macroAverage.f1 - 7 / 18)).toBeLessThan(1e-15);
  expect(Math.abs(report.weightedAverage.f1 - 0.6)).toBeLessThan(1e-15);
});

test('a label without a class name is rejected', () => {
  expect(() => classificationReport({ labels: [2], predictions: [0], classNames: ['a', 'b'] })).toThrow(
    expect.objectContaining({ code: 'LABEL_OUT_OF_RANGE' }),
  );
});

test("adds in NumPy's order", () => {
  // np.sum([0.1] * n) for these n; adding from left to right changes the last bits.
  expect(pairwiseSum(Array(3).fill(0.1))).toBe(0.30000000000000004);
  expect(pairwiseSum(Array(10).fill(0.1))).toBe(1.0);
  expect(pairwiseSum(Array(17).fill(0.1))).toBe(1.7000000000000002);
  expect(pairwiseSum(Array(300).fill(0.1))).toBe(29.999999999999996);
  expect(pairwiseSum([])).toBe(0);
});

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
  readFileSync(new URL('../testing/scikit-learn-reports.json', import.meta.url), 'utf8'),
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

test('digits out of range are rejected', () => {
  const report = classificationReport({ labels: [0], predictions: [0], classNames: ['a'] });
  expect(() => formatClassificationReport(report, { digits: 21 })).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: digits expects a whole number from 0 to 20; received 21.]`,
  );
});

test.each([
  [0.125, 2, '0.12'],
  [0.375, 2, '0.38'],
  [0.625, 2, '0.62'],
  [0.875, 2, '0.88'],
  [0.5, 0, '0'],
  [1.5, 0, '2'],
  [2.5, 0, '2'],
  [0.0625, 3, '0.062'],
  [0.115, 2, '0.12'],
  [0.145, 2, '0.14'],
  [1, 2, '1.00'],
  [0, 0, '0'],
  [2 / 3, 4, '0.6667'],
])("%d with %d decimals is Python's %s", (value, digits, text) => {
  expect(formatFixed(value, digits)).toBe(text);
});
