// tfjs' fused operations on the wasm backend against the same steps one by one.
import {
  add,
  conv2d,
  depthwiseConv2d,
  elu,
  fused,
  leakyRelu,
  matMul,
  prelu,
  type Rank,
  relu,
  relu6,
  sigmoid,
  type Tensor,
  type Tensor4D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectGradients } from '../../testing/numerical-gradient.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const SLOPE = 0.3;
const TOLERANCE = { atol: 1e-5, rtol: 1e-5 };
const activations = {
  linear: (z: Tensor) => z,
  relu,
  relu6,
  elu,
  sigmoid,
  leakyrelu: (z: Tensor) => leakyRelu(z, SLOPE),
  prelu: (z: Tensor, weights: Tensor) => prelu(z, weights),
} as const;
const names = Object.keys(activations) as (keyof typeof activations)[];

// All shapes that broadcast to `shape`, in which an axis is kept, is one, or is not there.
function narrower(shape: number[]): fc.Arbitrary<number[]> {
  return fc
    .tuple(fc.nat(shape.length), fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }))
    .map(([drop, kept]) => shape.map((length, axis) => (kept[axis] ? length : 1)).slice(drop));
}

interface Steps {
  z: Tensor;
  bias?: Tensor;
  activation: keyof typeof activations;
  weights: Tensor;
}

const oneByOne = ({ z, bias, activation, weights }: Steps) =>
  activations[activation](bias ? add(z, bias) : z, weights);

describe('fused.matMul', () => {
  it('equals its steps for any bias, activation and orientation', () => {
    const cases = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .chain(([m, k, n]) =>
        fc.record({
          m: fc.constant(m),
          k: fc.constant(k),
          n: fc.constant(n),
          transposeA: fc.boolean(),
          transposeB: fc.boolean(),
          bias: fc.option(narrower([2, m, n]), { nil: undefined }),
          weights: narrower([2, m, n]),
          activation: fc.constantFrom(...names),
          seed: fc.nat(),
        }),
      );
    const check = fc.property(cases, ({ m, k, n, transposeA, transposeB, seed, ...drawn }) =>
      tidy(() => {
        const a = randomTensor<Rank.R3>(transposeA ? [2, k, m] : [2, m, k], seed);
        const b = randomTensor<Rank.R3>(transposeB ? [2, n, k] : [2, k, n], seed + 1);
        const bias = drawn.bias && randomTensor<Rank>(drawn.bias, seed + 2);
        const weights = randomTensor<Rank>(drawn.weights, seed + 3);
        const y = fused.matMul({
          a,
          b,
          transposeA,
          transposeB,
          bias,
          activation: drawn.activation,
          preluActivationWeights: weights,
          leakyreluAlpha: SLOPE,
        });
        const z = matMul(a, b, transposeA, transposeB);
        const expected = oneByOne({ z, bias, activation: drawn.activation, weights });
        expect(y.shape).toEqual(expected.shape);
        expectClose(y.dataSync(), expected.dataSync(), TOLERANCE);
      }),
    );
    fc.assert(check, { seed: 61, numRuns: 150 });
  });

  it('gives integers for integers', () => {
    tidy(() => {
      const a = tensor([1, -2, 3, 4], [2, 2], 'int32');
      const y = runKernel<Rank.R2>('_FusedMatMul', {
        inputs: { a, b: a },
        attrs: { transposeA: false, transposeB: false, activation: 'relu' },
      });
      expect(y.dtype).toBe('int32');
      expect([...y.dataSync()]).toEqual([0, 0, 15, 10]);
    });
  });

  it('keeps NaN, of which the original kernel makes 0', () => {
    for (const activation of ['relu', 'relu6'] as const) {
      const y = tidy(() => fused.matMul({ a: [[Number.NaN, 1]], b: [[1], [1]], activation }).dataSync());
      expect([...y]).toEqual([Number.NaN]);
    }
  });

  it('refuses an activation that it does not know', () => {
    tidy(() => {
      const a = randomTensor<Rank.R2>([2, 2], 1);
      expect(() =>
        runKernel('_FusedMatMul', {
          inputs: { a, b: a },
          attrs: { transposeA: false, transposeB: false, activation: 'mish' },
        }),
      ).toThrowError(expect.objectContaining({ code: 'UNSUPPORTED' }));
    });
  });
});

describe.each([
  { name: 'conv2d', filter: [3, 2, 4, 5], fuse: fused.conv2d, plain: conv2d },
  { name: 'depthwiseConv2d', filter: [3, 2, 4, 2], fuse: fused.depthwiseConv2d, plain: depthwiseConv2d },
] as const)('fused.$name', ({ filter: filterShape, fuse, plain }) => {
  const channels = filterShape[3] === 2 ? 8 : 5;
  const outShape = [2, 6, 7, channels];

  it('equals its steps for any bias and activation', () => {
    const cases = fc.record({
      bias: fc.option(narrower(outShape), { nil: undefined }),
      weights: fc.constantFrom([], [1], [channels], [1, 1, channels], outShape.slice(1)),
      activation: fc.constantFrom(...names),
      seed: fc.nat(),
    });
    const check = fc.property(cases, ({ activation, seed, ...drawn }) =>
      tidy(() => {
        const x = randomTensor<Rank.R4>([2, 6, 7, 4], seed);
        const filter = randomTensor<Rank.R4>([...filterShape], seed + 1);
        const bias = drawn.bias && randomTensor<Rank>(drawn.bias, seed + 2);
        const weights = randomTensor<Rank>(drawn.weights, seed + 3);
        const y = fuse({
          x,
          filter,
          strides: 1,
          pad: 'same',
          bias,
          activation,
          preluActivationWeights: weights,
          leakyreluAlpha: SLOPE,
        });
        const expected = oneByOne({ z: plain(x, filter, 1, 'same'), bias, activation, weights });
        expect(y.shape).toEqual(outShape);
        expectClose(y.dataSync(), expected.dataSync(), TOLERANCE);
      }),
    );
    fc.assert(check, { seed: 62, numRuns: 80 });
  });

  it('has the gradients that differences have', () => {
    expectGradients({
      forward: (x, filter, bias) =>
        fuse({ x: x as Tensor4D, filter: filter as Tensor4D, strides: 1, pad: 'same', bias }),
      inputs: [
        randomTensor<Rank.R4>([1, 4, 3, 4], 1),
        randomTensor<Rank.R4>([...filterShape], 2),
        randomTensor<Rank.R1>([channels], 3),
      ],
      step: 0.5,
      tolerance: { atol: 5e-5, rtol: 1e-5 },
    });
  });
});
