// Gradients of pairs of tensors that broadcast, of powers and roots at 0, and of what does not slope.
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const twice = true;

describe('the gradients equal differences of', () => {
  const wide = [
    [2, 3, 4],
    [3, 1],
  ];
  const other = [
    [3, 1],
    [2, 3, 4],
  ];
  testGradients({
    'maximum that broadcasts': { forward: (a, b) => tf.maximum(a, b), inputs: wide, kind: 'pieces' },
    'maximum, the other way': { forward: (a, b) => tf.maximum(a, b), inputs: other, kind: 'pieces' },
    'prelu whose input broadcasts': {
      forward: (x, alpha) => tf.prelu(x, alpha),
      inputs: [
        [3, 1],
        [1, 4],
      ],
      kind: 'pieces',
    },
    'minimum that broadcasts': { forward: (a, b) => tf.minimum(a, b), inputs: wide, kind: 'pieces' },
    'squaredDifference that broadcasts': {
      forward: (a, b) => tf.squaredDifference(a, b),
      inputs: wide,
      twice,
    },
    'matMul of one batch by another': {
      forward: (a, b) => tf.matMul(a, b),
      inputs: [
        [2, 1, 3, 4],
        [5, 4, 2],
      ],
      kind: 'linear',
    },
    'matMul of a batch by a matrix, transposed': {
      forward: (a, b) => tf.matMul(a, b, true, true),
      inputs: [
        [3, 4, 2],
        [5, 4],
      ],
      kind: 'linear',
    },
    'matMul, twice': {
      forward: (a, b) => tf.matMul(a, b, false, true),
      inputs: [
        [2, 3, 4],
        [1, 2, 4],
      ],
      twice,
    },
    bandPart: { forward: (a) => tf.linalg.bandPart(a, 1, 1), inputs: [[4, 5]], kind: 'linear' },
    'bandPart of a batch': {
      forward: (a) => tf.linalg.bandPart(a, 0, 2),
      inputs: [[3, 4, 4]],
      kind: 'linear',
    },
    'qr, the triangle': {
      forward: (a) => tf.linalg.qr(a)[1],
      inputs: [
        () => tf.add(tf.eye(3), tf.tensor2d([0.3, -0.2, 0.1, 0.4, 0.6, -0.5, 0.2, 0.7, -0.3], [3, 3])),
      ],
    },
    'qr, the orthogonal factor': {
      forward: (a) => tf.linalg.qr(a)[0],
      inputs: [
        () => tf.add(tf.eye(3), tf.tensor2d([0.3, -0.2, 0.1, 0.4, 0.6, -0.5, 0.2, 0.7, -0.3], [3, 3])),
      ],
    },
    'a gate of a comparison': {
      forward: (x) => tf.mul(x, tf.cast(tf.greater(x, 0), 'float32')),
      inputs: [[3, 4]],
      kind: 'pieces',
    },
    'floorDiv, which is flat': {
      forward: (a, b) => tf.cast(tf.floorDiv(a, b), 'float32'),
      inputs: [() => tf.tensor1d([1.5, -2.5, 7.25]), () => tf.tensor1d([1, 2, 3.1])],
    },
    pow: {
      forward: (a, b) => tf.pow(a, b),
      inputs: [() => tf.tensor1d([0.5, 1.5, 2]), () => tf.tensor1d([2, -1.5, 0.5])],
      twice,
    },
  });
});

describe('at 0', () => {
  const at = (f: (x: tf.Tensor) => tf.Tensor, values: number[]) =>
    [...tf.tidy(() => tf.grad(f)(tf.tensor1d(values)).dataSync())].map((x) => x + 0);

  it('the norm has the gradient 0', () => {
    expect(at((x) => tf.norm(x), [0, 0])).toEqual([0, 0]);
    expect(at((x) => tf.norm(x), [3, 4])).toEqual([3, 4].map((x) => Math.fround(x / 5)));
    expect(at((x) => tf.norm(tf.reshape(x, [1, 2]), 'fro', [0, 1]), [0, 0])).toEqual([0, 0]);
  });

  it('a power has that of its exponent', () => {
    expect(at((x) => tf.pow(x, 0), [0, 2])).toEqual([0, 0]);
    expect(at((x) => tf.pow(x, 1), [0, 2])).toEqual([1, 1]);
    expect(at((x) => tf.pow(x, 2), [0, 2])).toEqual([0, 4]);
    expect(at((b) => tf.pow(tf.scalar(0), b), [2, 0])).toEqual([0, 0]);
  });
});
