import { expect, it } from 'vitest';
import { applyTo, gradientErrors } from '../../../testing/operation-case.ts';
import { type GlobalAveragePoolSpec, type GlobalMaxPoolSpec, globalMaxPool } from './global-pool.ts';

const average: GlobalAveragePoolSpec = { kind: 'globalAveragePool' };
const max: GlobalMaxPoolSpec = { kind: 'globalMaxPool' };
const values = [1, -1, 3, -4, 2, 0, 6, -7];

it('looks at all pixels of an image, and at all steps of a sequence', () => {
  for (const shape of [
    [2, 2, 2],
    [4, 2],
    [1, 2, 2, 2],
  ]) {
    expect(applyTo(average, shape, values)).toEqual([3, -3]);
    expect(applyTo(max, shape, values)).toEqual([6, 0]);
  }
});

it.each([average, max])('has the gradient of $kind', (operation) => {
  expect(gradientErrors({ operation, shape: [3, 4, 6] }).numeric).toBeLessThan(0.02);
  expect(gradientErrors({ operation, shape: [9, 5] }).numeric).toBeLessThan(0.02);
});

it('says what it expects', () => {
  expect(() => globalMaxPool.shapes(max, [[5]])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: globalMaxPool expects axes before the channels, such as [batch, height, width, channels], received [batch, 5].]`,
  );
});
