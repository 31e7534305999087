// Every gradient that training calls against finite differences, over random shapes; convolution and pooling:
// random-window-gradients.test.ts. Fixed shapes and what they are for: gradients.test.ts; the same gradients against
// naive loops: kernels/.
import {
  add,
  batchNorm,
  div,
  elu,
  fused,
  gather,
  leakyRelu,
  logSoftmax,
  matMul,
  maximum,
  mean,
  minimum,
  moments,
  mul,
  prelu,
  relu,
  relu6,
  selu,
  sigmoid,
  softmax,
  softplus,
  sub,
  sum,
  type Tensor,
  type Tensor4D,
  tanh,
  tensor,
  tensor1d,
  tile,
  transpose,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { APART, CURVED, expectRandomGradients, LINEAR, noise } from '../testing/random-gradient.ts';
import { randomOrder, randomValues } from '../testing/random-tensor.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
const side = fc.integer({ min: 1, max: 7 });
const countOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
const apart = (shape: readonly number[], seed: number) =>
  tensor(
    randomOrder(countOf(shape), seed).map((value) => value + 1 / 64),
    [...shape],
  );

describe('the gradient over random shapes equals differences of', () => {
  it('matMul, in all orientations, with and without a batch', () => {
    expectRandomGradients({
      drawn: fc.record({ m: side, k: side, n: side, a: fc.boolean(), b: fc.boolean(), batch: fc.nat(3) }),
      runs: 40,
      what: ({ m, k, n, a, b, batch }, seed) => ({
        ...LINEAR,
        forward: (x, y) => matMul(x, y, a, b),
        inputs: [
          noise([...(batch ? [batch] : []), ...(a ? [k, m] : [m, k])], seed),
          noise([...(batch ? [batch] : []), ...(b ? [n, k] : [k, n])], seed + 1),
        ],
      }),
    });
  });

  it('fused.matMul with a bias and an activation', () => {
    expectRandomGradients({
      drawn: fc.record({
        m: side,
        k: side,
        n: side,
        activation: fc.constantFrom('elu', 'sigmoid', 'linear'),
      }),
      what: ({ m, k, n, activation }, seed) => ({
        ...CURVED,
        forward: (a, b, bias) => fused.matMul({ a, b, bias, activation: activation as 'elu' }),
        inputs: [noise([m, k], seed), noise([k, n], seed + 1), noise([n], seed + 2)],
      }),
    });
  });

  it('batch normalisation while training', () => {
    expectRandomGradients({
      drawn: fc.tuple(fc.integer({ min: 2, max: 6 }), side, side, fc.integer({ min: 1, max: 9 })),
      what: (shape, seed) => ({
        ...CURVED,
        forward: (x, offset, scale) => {
          const { mean: middle, variance } = moments(x, [0, 1, 2]);
          return batchNorm(
            x as Tensor4D,
            middle as never,
            variance as never,
            offset as never,
            scale as never,
            0.1,
          );
        },
        inputs: [noise(shape, seed), noise([shape[3]], seed + 1), noise([shape[3]], seed + 2)],
      }),
    });
  });

  it('sum and mean over any axes, transpose and tile', () => {
    const drawn = fc.tuple(shapes, fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }));
    const operations: ((x: Tensor, numbers: number[]) => Tensor)[] = [
      (x, numbers) =>
        sum(
          x,
          x.shape.flatMap((_, axis) => (numbers[axis] ? [axis] : [])),
        ),
      (x, numbers) =>
        mean(
          x,
          x.shape.flatMap((_, axis) => (numbers[axis] ? [axis] : [])),
        ),
      (x) => transpose(x),
      (x, numbers) =>
        tile(
          x,
          x.shape.map((_, axis) => 1 + numbers[axis]),
        ),
    ];
    for (const operation of operations) {
      expectRandomGradients({
        drawn,
        what: ([shape, numbers], seed) => ({
          ...LINEAR,
          forward: (x) => operation(x, numbers),
          inputs: [noise(shape, seed)],
        }),
      });
    }
  });

  it('gather, with rows that come more than once', () => {
    expectRandomGradients({
      drawn: fc.record({ rows: side, width: fc.integer({ min: 1, max: 20 }), taken: side }),
      what: ({ rows, width, taken }, seed) => ({
        ...LINEAR,
        forward: (x) =>
          gather(
            x,
            tensor1d(
              Array.from(randomValues(taken, seed), (at) => Math.floor(((at + 1) / 2) * rows)),
              'int32',
            ),
          ),
        inputs: [noise([rows, width], seed + 1)],
      }),
    });
  });

  it('sums, products and the like of shapes that broadcast', () => {
    const pairs = shapes.chain((shape) =>
      fc
        .tuple(fc.nat(shape.length - 1), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
        .map(([drop, kept]) => [shape, shape.map((length, axis) => (kept[axis] ? length : 1)).slice(drop)]),
    );
    const awayFromZero = (x: Tensor) => add(mul(x, x), 0.5);
    const operations = [add, sub, mul, (x: Tensor, y: Tensor) => div(x, awayFromZero(y))];
    for (const operation of operations) {
      expectRandomGradients({
        drawn: pairs,
        what: ([shape, other], seed) => ({
          ...CURVED,
          forward: (x, y) => operation(x, y),
          inputs: [noise(shape, seed), noise(other, seed + 1)],
        }),
      });
    }
  });

  it('activations and what chooses between two', () => {
    const chosen = [relu, relu6, (x: Tensor) => leakyRelu(x, 0.3), (x: Tensor) => prelu(x, 0.25)];
    const limited = [(x: Tensor) => maximum(x, 0), (x: Tensor) => minimum(x, 0)];
    for (const operation of [...chosen, ...limited]) {
      expectRandomGradients({
        drawn: shapes,
        runs: 8,
        what: (shape, seed) => ({ ...APART, forward: (x) => operation(x), inputs: [apart(shape, seed)] }),
      });
    }
    for (const operation of [elu, selu, sigmoid, softplus, tanh, softmax, logSoftmax]) {
      expectRandomGradients({
        drawn: shapes,
        runs: 8,
        what: (shape, seed) => ({ ...CURVED, forward: (x) => operation(x), inputs: [apart(shape, seed)] }),
      });
    }
  });
});
