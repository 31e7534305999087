import { expect, test } from 'vitest';
import { classificationReport } from './classification-report.ts';

test('scores by hand', () => {
  // Class a: 2 of 3 found, 2 of 3 predictions right; b: 1 of 2 found, 1 of 2 right; c never occurs nor is predicted.
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

test('a label without a class name is refused', () => {
  expect(() => classificationReport({ labels: [2], predictions: [0], classNames: ['a', 'b'] })).toThrow(
    expect.objectContaining({ code: 'LABEL_OUT_OF_RANGE' }),
  );
});
