import { expect, it } from 'vitest';
import { applyTo, gradientErrors } from '../../../testing/operation-case.ts';
import type { UpSampling2dSpec } from './up-sampling2d.ts';

const nearest: UpSampling2dSpec = { kind: 'upSampling2d', size: [2, 3], interpolation: 'nearest' };
const bilinear: UpSampling2dSpec = { ...nearest, size: [2, 4], interpolation: 'bilinear' };

it('repeats each pixel', () => {
  // One row of two pixels, two channels.
  const row = [1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4];
  expect(applyTo(nearest, [1, 2, 2], [1, 2, 3, 4])).toEqual([...row, ...row]);
});

it('interpolates from pixel to pixel, and repeats the last', () => {
  expect(applyTo(bilinear, [2, 2, 1], [0, 4, 8, 20])).toEqual([
    ...[0, 1, 2, 3, 4, 4, 4, 4],
    ...[4, 6, 8, 10, 12, 12, 12, 12],
    ...[8, 11, 14, 17, 20, 20, 20, 20],
    ...[8, 11, 14, 17, 20, 20, 20, 20],
  ]);
});

it.each([
  [nearest, 5],
  [bilinear, 5],
  [bilinear, 8],
] as const)('has the gradient of $interpolation with %i channels', (operation, channels) => {
  expect(gradientErrors({ operation, shape: [3, 2, channels] }).numeric).toBeLessThan(0.02);
});
