// Gradients of reductions and running totals along any axes.

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const twice = true;
const x = [2, 3, 4];
const withZeros = () => tf.tensor2d([0.5, 0, -1, 2, 0, 0, 1.5, -0.5, 0, 3, 1, -2], [3, 4]);

describe('the gradients equal differences of', () => {
  testGradients({
    'sum over the middle': { forward: (t) => tf.sum(t, 1), inputs: [x], kind: 'linear' },
    'mean over three axes, kept': {
      forward: (t) => tf.mean(t, [0, 1, 3], true),
      inputs: [[2, 3, 2, 4]],
      twice,
    },
    variance: { forward: (t) => tf.moments(t, [0, 2]).variance, inputs: [x], twice },
    'max over the first and last': { forward: (t) => tf.max(t, [0, 2]), inputs: [x], kind: 'pieces' },
    'min, kept': { forward: (t) => tf.min(t, -1, true), inputs: [x], kind: 'pieces' },
    'prod of all': { forward: (t) => tf.prod(t), inputs: [x] },
    'prod over the middle': { forward: (t) => tf.prod(t, 1), inputs: [x] },
    'prod over the first and last, kept': { forward: (t) => tf.prod(t, [0, -1], true), inputs: [x], twice },
    'prod with zeros': { forward: (t) => tf.prod(t, 1), inputs: [withZeros] },
    ...Object.fromEntries(
      [0, 1, 2].flatMap((axis) =>
        [
          [false, false],
          [true, false],
          [false, true],
          [true, true],
        ].flatMap(([exclusive, reverse]) => {
          const what = `along ${axis}${exclusive ? ', exclusive' : ''}${reverse ? ', reversed' : ''}`;
          return [
            [
              `cumsum ${what}`,
              { forward: (t: Tensor) => tf.cumsum(t, axis, exclusive, reverse), inputs: [x], kind: 'linear' },
            ],
            [
              `cumprod ${what}`,
              { forward: (t: Tensor) => tf.cumprod(t, axis, exclusive, reverse), inputs: [x] },
            ],
          ] as const;
        }),
      ),
    ),
    'cumprod with zeros': { forward: (t) => tf.cumprod(t, 1), inputs: [withZeros], twice },
    logSumExp: { forward: (t) => tf.logSumExp(t, 1), inputs: [x], twice },
  });

  it('gives the whole gradient to each of several largest numbers, as tfjs does', () => {
    const gradient = tf.tidy(() =>
      tf
        .grad((t) => tf.max(t))(tf.tensor1d([3, 1, 3]))
        .arraySync(),
    );
    expect(gradient).toEqual([1, 0, 1]);
  });
});
