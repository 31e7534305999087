import { expect, test } from 'vitest';
import { argmaxRows } from './argmax-rows.ts';

test('returns the largest of each row, the first of equal ones', () => {
  expect([...argmaxRows(Float32Array.of(0.1, 0.7, 0.2, 0.4, 0.2, 0.4), 3)]).toEqual([1, 0]);
  expect([...argmaxRows(new Float32Array(0), 3)]).toEqual([]);
});

test('rejects an impossible number of classes', () => {
  expect(() => argmaxRows(new Float32Array(6), 4)).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: classes expects a whole number that divides the 6 probabilities; received 4.]`,
  );
  expect(() => argmaxRows(new Float32Array(6), 0)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
  expect(() => argmaxRows(new Float32Array(257), 257)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
});
