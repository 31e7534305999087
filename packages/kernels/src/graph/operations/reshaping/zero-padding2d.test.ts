import { expect, it } from 'vitest';
import { applyTo, gradientErrors } from '../../../testing/operation-case.ts';
import type { ZeroPadding2dSpec } from './zero-padding2d.ts';

const pad = (padding: ZeroPadding2dSpec['padding']): ZeroPadding2dSpec => ({
  kind: 'zeroPadding2d',
  padding,
});

it('puts zeros around the image', () => {
  const operation = pad([
    [1, 0],
    [2, 1],
  ]);
  // Two rows of one pixel, two channels.
  expect(applyTo(operation, [2, 1, 2], [1, 2, 3, 4])).toEqual([
    ...[0, 0, 0, 0, 0, 0, 0, 0],
    ...[0, 0, 0, 0, 1, 2, 0, 0],
    ...[0, 0, 0, 0, 3, 4, 0, 0],
  ]);
});

it('has the gradient', () => {
  const operation = pad([
    [0, 2],
    [1, 3],
  ]);
  expect(gradientErrors({ operation, shape: [3, 4, 5] }).numeric).toBeLessThan(0.02);
});

it('says what it expects', () => {
  const short = {
    ...pad([
      [0, 0],
      [0, 0],
    ]),
    padding: [1, 1],
  };
  expect(() => applyTo(short as never, [2, 1, 2], [1, 2, 3, 4])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: operation.padding[0] expects an array of 2 whole numbers of 0 or more; received 1.]`,
  );
});
