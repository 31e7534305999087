// The naive batch normalization against numbers worked out by hand, its gradients against differences of its own values.
import { describe, expect, it } from 'vitest';
import { randomValues } from '../../testing/random-tensor.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { batchNormalization, batchNormalizationGradient, moments } from './batch-normalization.ts';

const ROUNDING = { atol: 1e-8, rtol: 1e-7 };
const STEP = 1e-5;

describe('batch normalization', () => {
  it('takes the mean and the biased variance of each channel', () => {
    expect(moments([1, 10, 3, 10, 5, 40], 2)).toEqual({ mean: [3, 20], variance: [8 / 3, 200] });
  });

  it('moves the mean to 0 and the standard deviation to 1, then scales and moves again', () => {
    const given = { mean: [2, 0], variance: [3, 15], epsilon: 1 };
    expect(batchNormalization([4, 8, 0, -4], given)).toEqual([1, 2, -1, -1]);
    expect(batchNormalization([4, 8, 0, -4], { ...given, scale: [10, 1], offset: [0, 5] })).toEqual([
      10, 7, -10, 4,
    ]);
  });
});

describe.each([false, true])('the gradients with statistics that are fixed: %s', (isFixed) => {
  const channels = 3;
  const [x, dy] = [1, 2].map((seed) => Array.from(randomValues(5 * channels, seed)));
  const [scale, offset, mean] = [3, 4, 5].map((seed) => Array.from(randomValues(channels, seed)));
  const fixed = { mean, variance: [0.5, 1, 2] };
  const loss = (x: readonly number[], scale: readonly number[], offset: readonly number[]) => {
    const statistics = isFixed ? fixed : moments(x, channels);
    const y = batchNormalization(x, { ...statistics, scale, offset, epsilon: 0.01 });
    return y.reduce((sum, value, i) => sum + value * dy[i], 0);
  };
  const statistics = isFixed ? fixed : moments(x, channels);
  const gradient = batchNormalizationGradient({ x, dy, isFixed }, { ...statistics, scale, epsilon: 0.01 });
  const slopes = (values: readonly number[], lossAt: (values: readonly number[]) => number) =>
    values.map(
      (value, i) =>
        (lossAt(values.with(i, value + STEP)) - lossAt(values.with(i, value - STEP))) / (2 * STEP),
    );

  it('are the slopes by x', () => {
    expectClose(
      gradient.dx,
      slopes(x, (moved) => loss(moved, scale, offset)),
      ROUNDING,
    );
  });

  it('are the slopes by scale and offset', () => {
    expectClose(
      gradient.dscale,
      slopes(scale, (moved) => loss(x, moved, offset)),
      ROUNDING,
    );
    expectClose(
      gradient.doffset,
      slopes(offset, (moved) => loss(x, scale, moved)),
      ROUNDING,
    );
  });
});
