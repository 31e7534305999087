import { expect, test } from 'vitest';
import { epochRecord } from '../testing/checkpoints.ts';
import { bestEpoch } from './monitor.ts';

const history = [0.9, 0.5, 0.45, 0.6, 0.44].map((valLoss, i) =>
  epochRecord({ epoch: i + 1, valLoss, valAccuracy: 1 - valLoss }),
);

test('the best epoch has the lowest loss or the highest accuracy', () => {
  expect(bestEpoch(history, { quantity: 'valLoss' })).toBe(5);
  expect(bestEpoch(history, { quantity: 'valAccuracy' })).toBe(5);
  expect(bestEpoch(history.slice(0, 4), { quantity: 'valLoss' })).toBe(3);
});

test('an improvement of minDelta or less does not count', () => {
  // 0.5 to 0.45 is 0.05; 0.5 to 0.44 is 0.06.
  expect(bestEpoch(history, { quantity: 'valLoss', minDelta: 0.055 })).toBe(5);
  expect(bestEpoch(history, { quantity: 'valLoss', minDelta: 0.1 })).toBe(2);
});

test('the first of equal epochs is the best', () => {
  const equal = [1, 2].map((epoch) => epochRecord({ epoch, accuracy: 0.5 }));
  expect(bestEpoch(equal, { quantity: 'accuracy' })).toBe(1);
});

test('NaN is never the best', () => {
  const values = [Number.NaN, 3, Number.NaN].map((loss, i) => epochRecord({ epoch: i + 1, loss }));
  expect(bestEpoch(values, { quantity: 'loss' })).toBe(2);
  expect(bestEpoch(values.slice(0, 1), { quantity: 'loss' })).toBeUndefined();
  expect(bestEpoch([], { quantity: 'loss' })).toBeUndefined();
});

test('an epoch without validation is reported with a remedy', () => {
  expect(() =>
    bestEpoch([epochRecord({ epoch: 1 })], { quantity: 'valLoss' }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: valLoss expects a number in every epoch, as it is monitored; received nothing in epoch 1. Pass validation data, or monitor loss.]`,
  );
});

test('any metric by its name, of training or of validation', () => {
  const records = [0.5, 0.2, 0.3].map((error, i) => ({
    ...epochRecord({ epoch: i + 1 }),
    metrics: { left_auc: error, meanAbsoluteError: error, own: error },
    valMetrics: { meanAbsoluteError: 1 - error, left_auc: 1 - error },
  }));
  expect(bestEpoch(records, { quantity: 'meanAbsoluteError' })).toBe(2);
  expect(bestEpoch(records, { quantity: 'valMeanAbsoluteError' })).toBe(1);
  expect(bestEpoch(records, { quantity: 'val_meanAbsoluteError' })).toBe(1);
  expect(bestEpoch(records, { quantity: 'left_auc' })).toBe(1);
  expect(bestEpoch(records, { quantity: 'val_left_auc' })).toBe(2);
  expect(bestEpoch(records, { quantity: 'own', mode: 'min' })).toBe(2);
  expect(bestEpoch(records, { quantity: 'own', mode: 'max' })).toBe(1);
});

test('a name that does not imply which direction is better', () => {
  expect(() => bestEpoch(history, { quantity: 'own' })).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: monitor.quantity expects a metric known to be better when lower or higher, such as loss, accuracy, valLoss, valAccuracy; received "own" (a string). For your own metric pass \`mode\`: 'min' or 'max'.]`,
  );
  expect(() => bestEpoch(history, { quantity: 'valAcuracy' })).toThrow('Did you mean valAccuracy?');
});
