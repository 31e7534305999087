// Transpose and Reverse on the wasm backend against the naive twin: only copies, so equality.
import { reverse, type Tensor, tensor, tidy, transpose } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rearrange } from '../reference/reshaping/rearrange.ts';
import { drawnShape, sizeOf } from '../testing/drawn-shape.ts';
import { expectGradients } from '../testing/numerical-gradient.ts';
import { randomValues } from '../testing/random-tensor.ts';
import { EXACT, expectClose } from '../testing/tolerance.ts';
import { useWasm } from '../testing/use-wasm.ts';
import { layOut } from './rearrangement.ts';

useWasm();

type Dtype = 'float32' | 'int32' | 'bool';

const shapes = drawnShape({ maxAxes: 6 });
const axesOf = (shape: number[]) =>
  fc.shuffledSubarray([...shape.keys()], { minLength: shape.length, maxLength: shape.length });
const dtypes = fc.constantFrom<Dtype>('float32', 'float32', 'int32', 'bool');

function sample(shape: number[], dtype: Dtype): Tensor {
  const count = sizeOf(shape);
  if (dtype === 'bool')
    return tensor(
      Array.from(randomValues(count, 3), (x) => +(x > 0)),
      shape,
      dtype,
    );
  return tensor(
    Array.from({ length: count }, (_, i) => i),
    shape,
    dtype,
  );
}

describe('Transpose', () => {
  const check = ([shape, axes]: readonly [number[], number[]], dtype: Dtype) =>
    tidy(() => {
      const x = sample(shape, dtype);
      const turned = transpose(x, axes);
      expect(turned.shape).toEqual(axes.map((axis) => shape[axis]));
      expect(turned.dtype).toBe(dtype);
      expectClose(turned.dataSync(), rearrange(x.dataSync(), { shape, axes, reversed: [] }), EXACT);
    });

  it('equals the naive loop for any shape and order of axes', () => {
    const drawn = shapes.chain((shape) => axesOf(shape).map((axes) => [shape, axes] as const));
    fc.assert(fc.property(drawn, dtypes, check), { seed: 105, numRuns: 400 });
  });

  it('equals it for matrices of any remainder', () => {
    for (const rows of [1, 3, 4, 15, 16, 17, 33, 50]) {
      for (const columns of [1, 2, 4, 16, 19, 32, 47])
        check(
          [
            [rows, columns],
            [1, 0],
          ],
          'float32',
        );
    }
  });

  it('has the gradient that differences have', () => {
    expectGradients({
      forward: (x) => transpose(x, [2, 0, 1]),
      inputs: [tensor(randomValues(24, 1), [2, 3, 4])],
      step: 0.5,
      tolerance: { atol: 2e-5, rtol: 1e-5 },
    });
  });
});

describe('Reverse', () => {
  it('equals the naive loop for any shape and axes', () => {
    const check = ([shape, reversed]: readonly [number[], number[]], dtype: Dtype) =>
      tidy(() => {
        const x = sample(shape, dtype);
        const turned = reverse(x, reversed);
        expect([turned.dtype, turned.shape]).toEqual([dtype, shape]);
        const axes = [...shape.keys()];
        expectClose(turned.dataSync(), rearrange(x.dataSync(), { shape, axes, reversed }), EXACT);
      });
    const drawn = shapes.chain((shape) =>
      fc.subarray([...shape.keys()]).map((reversed) => [shape, reversed] as const),
    );
    fc.assert(fc.property(drawn, dtypes, check), { seed: 106, numRuns: 400 });
  });
});

describe('layOut', () => {
  const none = [1, 0, 0];

  it('takes neighbours that stay neighbours together', () => {
    // Images from channels last to channels first: a matrix of pixels and channels for each.
    expect(layOut({ shape: [8, 5, 6, 3], axes: [0, 3, 1, 2], reversed: [] })).toEqual([
      ...[1, 0, 30, 3, 12, 120],
      ...[none, none, none, none].flat(),
      ...[8, 360, 360],
    ]);
    expect(layOut({ shape: [2, 3, 4], axes: [1, 0, 2], reversed: [] })).toEqual([
      ...[0, 0, 2, 4, 48, 16],
      ...[none, none, none, none].flat(),
      ...[3, 16, 32],
    ]);
  });

  it('turns round what both axes of a pair are turned round in', () => {
    expect(layOut({ shape: [3, 4], axes: [0, 1], reversed: [0, 1] })).toEqual([
      ...[2, 44, 1, 12, 0, 0],
      ...[none, none, none, none, none].flat(),
    ]);
  });

  it('leaves what is in order', () => {
    expect(layOut({ shape: [1, 3, 1, 4], axes: [2, 1, 0, 3], reversed: [0] })).toBeUndefined();
  });
});
