// AvgPool and AvgPoolGrad on the wasm backend against the naive twins.
import { avgPool, grad, mul, type Rank, type Tensor4D, tensor, tidy } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePool, averagePoolGradient } from '../../reference/pooling/average-pool.ts';
import { type PoolCase, poolCases, poolCells, poolGeometry } from '../../testing/pool-case.ts';
import { randomValues } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { expectClose, sumTolerance } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';
import { isIdentity } from './pool-shape.ts';

useWasm();

const TERMS = 16;

function check(drawn: PoolCase, x: Float32Array): void {
  const { imageShape, filterSize, strides, pad, dimRoundingMode } = drawn;
  tidy(() => {
    const y = avgPool(tensor<Rank.R4>(x, imageShape), filterSize, strides, pad, dimRoundingMode);
    const geometry = poolGeometry(drawn);
    expect(y.shape).toEqual(geometry.outShape);
    expectClose(y.dataSync(), isIdentity(geometry) ? x : averagePool(geometry, x), sumTolerance(TERMS));
  });
}

function checkGradient(drawn: PoolCase, dy: Float32Array): void {
  const geometry = poolGeometry(drawn);
  const { imageShape, ...attrs } = drawn;
  tidy(() => {
    const input = tensor<Rank.R4>(new Float32Array(poolCells(drawn)), imageShape);
    const gradient = tensor<Rank.R4>(dy, geometry.outShape);
    const dx = runKernel('AvgPoolGrad', { inputs: { dy: gradient, input }, attrs: { ...attrs } });
    expect(dx.shape).toEqual(imageShape);
    expectClose(dx.dataSync(), averagePoolGradient(geometry, dy), sumTolerance(TERMS));
  });
}

const outputs = (drawn: PoolCase) =>
  poolGeometry(drawn).outShape.reduce((product, length) => product * length, 1);

describe('AvgPool', () => {
  it('equals the naive loops for any shape, overlap and padding', () => {
    fc.assert(
      fc.property(poolCases, fc.nat(), (drawn, seed) => check(drawn, randomValues(poolCells(drawn), seed))),
      { seed: 51, numRuns: 300 },
    );
  });

  it('carries NaN and infinities on to the windows that see them, and to no other', () => {
    const few = [Number.NaN, Number.NEGATIVE_INFINITY, 1, 1, 2, -3, 0.5, Number.POSITIVE_INFINITY];
    fc.assert(
      fc.property(poolCases, fc.nat(), (drawn, seed) => {
        const picks = randomValues(poolCells(drawn), seed);
        check(
          drawn,
          picks.map((pick) => few[Math.floor(((pick + 1) / 2) * few.length)]),
        );
      }),
      { seed: 52, numRuns: 200 },
    );
  });

  it('takes windows that are not square under padding by number, for which the original kernel ends the program', () => {
    check({ imageShape: [1, 4, 5, 5], filterSize: [4, 3], strides: [1, 1], pad: 0 }, randomValues(100, 1));
  });

  it.each([[[0, 4, 4, 3]], [[2, 4, 4, 0]]] as [PoolCase['imageShape']][])(
    'takes tensors with nothing in them: %j',
    (imageShape) => {
      const drawn: PoolCase = { imageShape, filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
      check(drawn, randomValues(poolCells(drawn), 1));
      checkGradient(drawn, randomValues(outputs(drawn), 1));
    },
  );

  it('refuses a window that has no place in the image, for which the original kernel writes where it must not', () => {
    const x = tensor<Rank.R4>([1, 2, 3, 4], [1, 2, 2, 1]);
    expect(() => avgPool(x, 4, 1, 0)).toThrowError(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  });
});

describe('AvgPoolGrad', () => {
  it('equals the naive loops for any shape and overlap', () => {
    const cases = poolCases.filter(({ pad }) => !Array.isArray(pad));
    fc.assert(
      fc.property(cases, fc.nat(), (drawn, seed) => checkGradient(drawn, randomValues(outputs(drawn), seed))),
      { seed: 53, numRuns: 300 },
    );
  });

  it('gives each input its part of the mean at the edge, where tfjs gives a part of the whole window', () => {
    const slope = grad((x) => avgPool(x as Tensor4D, 2, 1, 'same'));
    const x = tensor<Rank.R4>([5, 7], [1, 1, 2, 1]);
    // Means (5 + 7) / 2 and 7 / 1.
    expect([...slope(x).dataSync()]).toEqual([0.5, 1.5]);
  });

  it("gives parts of the whole window under padding side by side, as tfjs' own tests ask", () => {
    const pad: PoolCase['pad'] = [
      [0, 0],
      [0, 0],
      [0, 1],
      [0, 0],
    ];
    const slope = grad((x) => mul(avgPool(x as Tensor4D, [1, 2], 1, pad), 1));
    expect([...slope(tensor<Rank.R4>([5, 7], [1, 1, 2, 1])).dataSync()]).toEqual([0.5, 1]);
  });
});
