import { expect, it } from 'vitest';
import { applyTo, gradientErrors } from '../../../testing/operation-case.ts';
import { type Cropping2dSpec, cropping2d } from './cropping2d.ts';

const crop = (cropping: Cropping2dSpec['cropping']): Cropping2dSpec => ({ kind: 'cropping2d', cropping });

it('leaves the edges out', () => {
  const operation = crop([
    [1, 0],
    [0, 2],
  ]);
  // Two rows of four pixels, one channel.
  expect(applyTo(operation, [2, 4, 1], [1, 2, 3, 4, 5, 6, 7, 8])).toEqual([5, 6]);
});

it('has the gradient', () => {
  const operation = crop([
    [1, 1],
    [2, 0],
  ]);
  expect(gradientErrors({ operation, shape: [5, 4, 6] }).numeric).toBeLessThan(0.02);
});

it('says what it expects', () => {
  const all = crop([
    [1, 1],
    [0, 0],
  ]);
  expect(() => cropping2d.shapes(all, [[2, 4, 1]])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: cropping2d expects to leave a row and a column or more, but of 2 rows it takes 2, and of 4 columns 0.]`,
  );
});
