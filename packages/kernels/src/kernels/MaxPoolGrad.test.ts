// MaxPoolGrad on the wasm backend against the naive twin: no rounding, so equality.
import { backend_util, type Rank, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxPoolGradient } from '../reference/max-pool.ts';
import { randomValues } from '../testing/random-tensor.ts';
import { runKernel } from '../testing/run-kernel.ts';
import { EXACT, expectClose } from '../testing/tolerance.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

type Shape4D = [number, number, number, number];

interface PoolCase {
  readonly imageShape: Shape4D;
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function geometryOf({ imageShape, filterSize, strides, pad, dimRoundingMode }: PoolCase) {
  return backend_util.computePool2DInfo(imageShape, filterSize, strides, 1, pad, dimRoundingMode);
}

// Gradients of whole numbers, so that overlapping windows add up without rounding.
function check(drawn: PoolCase, x: Float32Array): void {
  const { imageShape, ...attrs } = drawn;
  const geometry = geometryOf(drawn);
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

const size = fc.integer({ min: 1, max: 9 });
const pair = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }));
const poolCases: fc.Arbitrary<PoolCase> = fc
  .record({
    imageShape: fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      size,
      size,
      fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 17),
    ),
    filterSize: pair,
    strides: pair,
    pad: fc.oneof(fc.constantFrom<PoolCase['pad']>('valid', 'same'), fc.integer({ min: 0, max: 2 })),
  })
  .filter((drawn) => geometryOf(drawn).outShape.every((length) => length >= 0));

function cells({ imageShape }: PoolCase): number {
  return imageShape.reduce((product, length) => product * length, 1);
}

describe('MaxPoolGrad', () => {
  it('equals the naive loops for any shape, overlap and padding', () => {
    fc.assert(
      fc.property(poolCases, fc.nat(), (drawn, seed) => check(drawn, randomValues(cells(drawn), seed))),
      { seed: 31, numRuns: 200 },
    );
  });

  it('takes the first of equals, and never NaN or -Infinity', () => {
    const few = [Number.NaN, Number.NEGATIVE_INFINITY, -1, 0, -0, 1, Number.POSITIVE_INFINITY];
    fc.assert(
      fc.property(poolCases, fc.nat(), (drawn, seed) => {
        const picks = randomValues(cells(drawn), seed);
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

  it.each([[[0, 4, 4, 3]], [[2, 4, 4, 0]], [[2, 1, 4, 3]]] as [Shape4D][])(
    'takes tensors with nothing in them: %j',
    (imageShape) => {
      const drawn: PoolCase = { imageShape, filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
      check(drawn, randomValues(cells(drawn), 1));
    },
  );
});
