// The simple functions against JavaScript's own, over every length that the loops tell apart.
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const half = (x: number) => Math.round(x / 2) * 2;
// To the nearest whole number, of two as near the even one.
const roundEven = (x: number) => (Math.abs(x % 1) === 0.5 ? half(x) : Math.round(x));

const functions: Record<string, readonly [of: (x: tf.Tensor) => tf.Tensor, naive: (x: number) => number]> = {
  abs: [tf.abs, Math.abs],
  neg: [tf.neg, (x) => -x],
  relu: [tf.relu, (x) => Math.max(0, x)],
  round: [tf.round, roundEven],
  square: [tf.square, (x) => x * x],
  'step with 0.25': [(x) => tf.step(x, 0.25), (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : 0.25)],
  'leakyRelu with 0.25': [(x) => tf.leakyRelu(x, 0.25), (x) => (x < 0 ? 0.25 * x : x)],
  reciprocal: [tf.reciprocal, (x) => 1 / x],
  isNaN: [tf.isNaN, (x) => +Number.isNaN(x)],
  isFinite: [tf.isFinite, (x) => +Number.isFinite(x)],
};

const number = fc.oneof(
  fc.float({ min: -8, max: 8, noDefaultInfinity: true, noNaN: true }),
  fc.constantFrom(0, 0.5, -0.5, 1.5, 2.5, -2.5, Number.NaN, Infinity, -Infinity, 2 ** 24 + 2, -(2 ** 30)),
);

describe.each(Object.entries(functions))('%s', (_, [of, naive]) => {
  it('is that of JavaScript for any numbers of floats', () => {
    const check = (values: number[]) => {
      const floats = Float32Array.from(values);
      const found = tf.tidy(() => of(tf.tensor1d(floats)).dataSync());
      expect([...found]).toEqual([...Float32Array.from(floats, naive)]);
    };
    fc.assert(fc.property(fc.array(number, { maxLength: 70 }), check), { seed: 61, numRuns: 300 });
  });
});
