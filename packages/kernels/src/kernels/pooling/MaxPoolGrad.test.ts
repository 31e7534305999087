// MaxPoolGrad on the wasm backend against the naive twin: no rounding, so equality.
import { type backend_util, type Rank, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxPoolGradient } from '../../reference/pooling/max-pool.ts';
import { type PoolCase, poolCases, poolCells, poolGeometry } from '../../testing/pool-case.ts';
import { randomValues } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

// Gradients of whole numbers, so that overlapping windows add up without rounding.
function check(drawn: PoolCase, x: Float32Array): void {
  const { imageShape, ...attrs } = drawn;
  const geometry = poolGeometry(drawn);
  const outputs = geometry.outShape.reduce((product, length) => product * length, 1);
  tidy(() => {
    const input = tensor<Rank.R4>(x, imageShape);
    const gradients = Float32Array.from({ length: outputs }, (_, i) => i + 1);
    const dy = tensor<Rank.R4>(gradients, geometry.outShape);
    const dx = runKernel('MaxPoolGrad', {
      inputs: { dy, input, output: dy },
      attrs: { ...attrs },
    });
    expect(dx.shape).toEqual(imageShape);
    expectClose(dx.dataSync(), maxPoolGradient(geometry, { dy: gradients, x }), EXACT);
  });
}

describe('MaxPoolGrad', () => {
  it('equals the naive loops for any shape, overlap and padding', () => {
    fc.assert(
      fc.property(poolCases, fc.nat(), (drawn, seed) => check(drawn, randomValues(poolCells(drawn), seed))),
      { seed: 31, numRuns: 200 },
    );
  });

  it('takes the first of equals, and never NaN or -Infinity', () => {
    const few = [Number.NaN, Number.NEGATIVE_INFINITY, -1, 0, -0, 1, Number.POSITIVE_INFINITY];
    fc.assert(
      fc.property(poolCases, fc.nat(), (drawn, seed) => {
        const picks = randomValues(poolCells(drawn), seed);
        check(
          drawn,
          picks.map((pick) => few[Math.floor(((pick + 1) / 2) * few.length)]),
        );
      }),
      { seed: 32, numRuns: 200 },
    );
  });

  it('rounds the number of places as the forward pass does', () => {
    for (const dimRoundingMode of ['floor', 'round', 'ceil'] as const) {
      check(
        { imageShape: [1, 6, 6, 3], filterSize: [3, 3], strides: [2, 2], pad: 0, dimRoundingMode },
        randomValues(108, 1),
      );
    }
  });

  it('takes explicit padding', () => {
    const pad: backend_util.ExplicitPadding = [
      [0, 0],
      [1, 0],
      [0, 2],
      [0, 0],
    ];
    check({ imageShape: [2, 5, 4, 3], filterSize: [2, 3], strides: [2, 1], pad }, randomValues(120, 1));
  });

  it.each([[[0, 4, 4, 3]], [[2, 4, 4, 0]], [[2, 1, 4, 3]]] as [PoolCase['imageShape']][])(
    'takes tensors with nothing in them: %j',
    (imageShape) => {
      const drawn: PoolCase = { imageShape, filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
      check(drawn, randomValues(poolCells(drawn), 1));
    },
  );
});
