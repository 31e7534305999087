// The naive layer normalization against numbers worked out by hand, its gradients against differences of its own values.
import { describe, expect, it } from 'vitest';
import { randomValues } from '../../testing/random-tensor.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { layerNormalization, layerNormalizationGradient } from './layer-normalization.ts';

const ROUNDING = { atol: 1e-8, rtol: 1e-7 };
const STEP = 1e-5;

describe('layer normalization', () => {
  it('normalizes every row by itself, then scales and moves each of its places', () => {
    const rows = [1, 3, -2, 2];
    expect(layerNormalization(rows, { length: 2, epsilon: 0 })).toEqual([-1, 1, -1, 1]);
    const moved = { length: 2, epsilon: 0, scale: [1, 10], offset: [5, 0] };
    expect(layerNormalization(rows, moved)).toEqual([4, 10, 4, 10]);
  });

  it('adds epsilon to the variance', () => {
    expect(layerNormalization([2, -2, 2, -2], { length: 4, epsilon: 12 })).toEqual([0.5, -0.5, 0.5, -0.5]);
  });

  it('has the gradients that differences have', () => {
    const length = 5;
    const [x, dy] = [1, 2].map((seed) => Array.from(randomValues(3 * length, seed)));
    const [scale, offset] = [3, 4].map((seed) => Array.from(randomValues(length, seed)));
    const loss = (given: {
      x?: readonly number[];
      scale?: readonly number[];
      offset?: readonly number[];
    }) => {
      const all = { x, scale, offset, ...given };
      const y = layerNormalization(all.x, { length, scale: all.scale, offset: all.offset, epsilon: 0.01 });
      return y.reduce((sum, value, i) => sum + value * dy[i], 0);
    };
    const gradient = layerNormalizationGradient({ x, dy }, { length, scale, epsilon: 0.01 });
    const slopes = (values: readonly number[], lossAt: (values: readonly number[]) => number) =>
      values.map(
        (value, i) =>
          (lossAt(values.with(i, value + STEP)) - lossAt(values.with(i, value - STEP))) / (2 * STEP),
      );
    expectClose(
      gradient.dx,
      slopes(x, (x) => loss({ x })),
      ROUNDING,
    );
    expectClose(
      gradient.dscale,
      slopes(scale, (scale) => loss({ scale })),
      ROUNDING,
    );
    expectClose(
      gradient.doffset,
      slopes(offset, (offset) => loss({ offset })),
      ROUNDING,
    );
  });
});
