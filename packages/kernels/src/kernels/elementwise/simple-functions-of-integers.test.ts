// The simple functions of whole numbers and truth values against tfjs' cpu backend.
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { expectSameOnCpu } from '../../testing/same-on-cpu.ts';
import { EXACT } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const functions: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  abs: tf.abs,
  neg: tf.neg,
  relu: tf.relu,
  round: tf.round,
  square: tf.square,
  step: (x) => tf.step(x, 0.25),
  leakyRelu: (x) => tf.leakyRelu(x, 0.25),
  reciprocal: tf.reciprocal,
  isNaN: tf.isNaN,
  isFinite: tf.isFinite,
};
const numbers = { int32: [-3, 1, 2, 0], bool: [0, 1, 1] } as const;

it.each(Object.entries(functions))('%s', async (_, of) => {
  const programs = Object.entries(numbers).map(([dtype, values]) => [
    dtype,
    () => of(tf.tensor1d([...values], dtype as keyof typeof numbers)),
  ]);
  await expectSameOnCpu(Object.fromEntries(programs), EXACT);
});

it('-x of a whole number is not rounded', () => {
  const x = [2 ** 24 + 1, -(2 ** 31), 2 ** 31 - 1, 5, 0, -7];
  const found = tf.tidy(() => tf.neg(tf.tensor1d(x, 'int32')).dataSync());
  expect([...found]).toEqual([...Int32Array.from(x, (value) => -value)]);
});
