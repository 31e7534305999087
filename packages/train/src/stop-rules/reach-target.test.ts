import { expect, test } from 'vitest';
import { epochRecord } from '../testing/checkpoints.ts';
import { reachTarget } from './reach-target.ts';

test.each([
  { quantity: 'accuracy', target: 0.9, value: 0.9, end: true },
  { quantity: 'accuracy', target: 0.9, value: 0.89, end: false },
  { quantity: 'valAccuracy', target: 0.9, value: 0.95, end: true },
  { quantity: 'loss', target: 0.1, value: 0.1, end: true },
  { quantity: 'valLoss', target: 0.1, value: 0.2, end: false },
  { quantity: 'loss', target: 0.1, value: Number.NaN, end: false },
] as const)('$quantity $value for $target: $end', ({ quantity, target, value, end }) => {
  expect(reachTarget({ quantity, target })([epochRecord({ [quantity]: value })])).toBe(end);
});

test('a target that is not a number is rejected', () => {
  expect(() => reachTarget({ quantity: 'loss', target: Number.NaN })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
});
