// MaxPool on the wasm backend against the naive twin: no rounding, so equality.
import { maxPool, type Rank, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxPool as naiveMaxPool } from '../../reference/pooling/max-pool.ts';
import { type PoolCase, poolCases, poolCells, poolGeometry } from '../../testing/pool-case.ts';
import { randomValues } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';
import { isIdentity } from './pool-shape.ts';

useWasm();

function check(drawn: PoolCase, x: Float32Array): void {
  const { imageShape, filterSize, strides, pad, dimRoundingMode } = drawn;
  tidy(() => {
    const y = maxPool(tensor<Rank.R4>(x, imageShape), filterSize, strides, pad, dimRoundingMode);
    const geometry = poolGeometry(drawn);
    expect(y.shape).toEqual(geometry.outShape);
    expectClose(y.dataSync(), isIdentity(geometry) ? x : naiveMaxPool(geometry, x), EXACT);
  });
}

describe('MaxPool', () => {
  it('equals the naive loops for any shape, overlap and padding', () => {
    fc.assert(
      fc.property(poolCases, fc.nat(), (drawn, seed) => check(drawn, randomValues(poolCells(drawn), seed))),
      { seed: 61, numRuns: 300 },
    );
  });

  it('passes over NaN, gives -Infinity where there is nothing else, and the image itself for itself', () => {
    const few = [Number.NaN, Number.NaN, Number.NEGATIVE_INFINITY, -1, -2, 1, Number.POSITIVE_INFINITY];
    fc.assert(
      fc.property(poolCases, fc.nat(), (drawn, seed) => {
        const picks = randomValues(poolCells(drawn), seed);
        check(
          drawn,
          picks.map((pick) => few[Math.floor(((pick + 1) / 2) * few.length)]),
        );
      }),
      { seed: 62, numRuns: 200 },
    );
  });

  it('pads a window of one pixel with -Infinity, where the original kernel copies the image', () => {
    const y = maxPool(tensor<Rank.R4>([3], [1, 1, 1, 1]), 1, 1, 1);
    const none = Number.NEGATIVE_INFINITY;
    expect([...y.dataSync()]).toEqual([none, none, none, none, 3, none, none, none, none]);
  });

  it('gives integers for integers', () => {
    const y = maxPool(tensor<Rank.R4>([-3, -4, -5, -1], [1, 2, 2, 1], 'int32'), 2, 1, 'valid');
    expect(y.dtype).toBe('int32');
    expect([...y.dataSync()]).toEqual([-1]);
  });
});
