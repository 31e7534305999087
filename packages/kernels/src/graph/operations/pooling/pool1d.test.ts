import { expect, it } from 'vitest';
import { applyTo, gradientErrors } from '../../../testing/operation-case.ts';
import { type AveragePool1dSpec, averagePool1d, type MaxPool1dSpec } from './pool1d.ts';

const max: MaxPool1dSpec = { kind: 'maxPool1d', poolSize: 2, stride: 2, padding: 'valid' };
const average: AveragePool1dSpec = { ...max, kind: 'averagePool1d' };
// Five steps of two channels.
const sequence = [1, -1, 3, -4, 2, 0, 5, -6, 9, 8];

it('takes the largest of each window', () => {
  expect(applyTo(max, [5, 2], sequence)).toEqual([3, -1, 5, 0]);
  expect(applyTo({ ...max, padding: 'same' }, [5, 2], sequence)).toEqual([3, -1, 5, 0, 9, 8]);
  expect(applyTo({ ...max, poolSize: 3, stride: 1 }, [5, 2], sequence)).toEqual([3, 0, 5, 0, 9, 8]);
});

it('takes the mean of each window, of what lies in the sequence', () => {
  expect(applyTo(average, [5, 2], sequence)).toEqual([2, -2.5, 3.5, -3]);
  expect(applyTo({ ...average, padding: 'same' }, [5, 2], sequence)).toEqual([2, -2.5, 3.5, -3, 9, 8]);
});

it.each([max, average])('has the gradient of $kind', (operation) => {
  const error = gradientErrors({ operation: { ...operation, poolSize: 3, padding: 'same' }, shape: [7, 3] });
  expect(error.numeric).toBeLessThan(0.02);
});

it('says what it expects', () => {
  expect(() => averagePool1d.shapes(average, [[5]])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: averagePool1d expects [batch, length, channels], received [batch, 5].]`,
  );
});
