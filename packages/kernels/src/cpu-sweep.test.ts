// Every operation that a training step can touch, whoever wrote its kernel, on the wasm backend as on cpu: over numbers
// of both signs, NaN, infinities, integers, truth values and nothing at all. Gradients: cpu-sweep-gradients.test.ts.

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectSameOnCpu } from './testing/same-on-cpu.ts';
import { sampleTensor } from './testing/sample-tensor.ts';
import { alone, broadcast, FLOATS, programsOf, type Swept, TOLERANCE } from './testing/sweep.ts';
import { useWasm } from './testing/use-wasm.ts';

useWasm();

const {
  abs,
  ceil,
  elu,
  erf,
  exp,
  expm1,
  floor,
  log,
  log1p,
  neg,
  reciprocal,
  relu,
  relu6,
  round,
  rsqrt,
  selu,
} = tf;
const {
  sigmoid,
  sign,
  softplus,
  sqrt,
  square,
  step,
  tanh,
  isNaN: isNan,
  isInf,
  isFinite: finite,
  leakyRelu,
} = tf;

const unary: Record<string, Swept> = {
  ...Object.fromEntries(
    Object.entries({
      abs,
      ceil,
      elu,
      erf,
      exp,
      expm1,
      floor,
      log,
      log1p,
      reciprocal,
      relu,
      relu6,
      round,
      rsqrt,
    })
      .concat(
        Object.entries({ selu, sigmoid, sign, softplus, sqrt, square, step, tanh, isNan, isInf, finite }),
      )
      .map(([name, run]) => [name, { run: (x: Tensor) => run(x) }]),
  ),
  // The negative of a truth value means nothing, and cpu gives 1 for that of 1.
  neg: { run: (x) => neg(x), kinds: ['unit', 'wide', 'special', 'int'] },
  leakyRelu: { run: (x) => leakyRelu(x, 0.3) },
  logSigmoid: { run: (x) => tf.logSigmoid(x) },
  logicalNot: { run: (x) => tf.logicalNot(x) },
  clip: { run: (x) => tf.clipByValue(x, -1, 1) },
  toFloat: { run: (x) => tf.cast(x, 'float32') },
  toInt: { run: (x) => tf.cast(x, 'int32') },
  toBool: { run: (x) => tf.cast(x, 'bool') },
  clone: { run: (x) => tf.clone(x) },
  zerosLike: { run: (x) => tf.zerosLike(x) },
  onesLike: { run: (x) => tf.onesLike(x) },
  // Of a scalar tfjs' softmax reads past its end.
  softmax: { run: (x) => tf.softmax(x.rank === 0 ? tf.reshape(x, [1]) : x) },
  logSoftmax: { run: (x) => tf.logSoftmax(x) },
  transpose: { run: (x) => tf.transpose(x) },
  reverse: { run: (x) => tf.reverse(x) },
  tile: {
    run: (x) =>
      tf.tile(
        x,
        x.shape.map(() => 2),
      ),
  },
  pad: {
    run: (x) =>
      tf.pad(
        x,
        x.shape.map((): [number, number] => [1, 2]),
        1,
      ),
  },
  stack: { run: (x) => tf.stack([x, x]) },
  gather: { run: (x) => tf.gather(x, tf.tensor1d([0, x.shape[0] - 1, 0], 'int32')) },
  norm: { run: (x) => tf.norm(x) },
  logSumExp: { run: (x) => tf.logSumExp(x), kinds: FLOATS },
};

const reductions: Record<string, Swept> = {
  sum: { run: (x) => tf.sum(x, -1) },
  mean: { run: (x) => tf.mean(x, -1) },
  max: { run: (x) => tf.max(x, -1) },
  min: { run: (x) => tf.min(x, 0, true) },
  prod: { run: (x) => tf.prod(x, -1) },
  argMax: { run: (x) => tf.argMax(x, -1) },
  argMin: { run: (x) => tf.argMin(x, 0) },
  all: { run: (x) => tf.all(x), kinds: ['bool'] },
  any: { run: (x) => tf.any(x, 0), kinds: ['bool'] },
  sumOfAll: { run: (x) => tf.sum(x) },
  maxOfAll: { run: (x) => tf.max(x) },
  // Of a scalar tfjs' cumsum never ends.
  cumsum: {
    run: (x) => tf.cumsum(x.rank === 0 ? tf.reshape(x, [1]) : x, 0),
    kinds: ['unit', 'wide', 'special', 'int'],
  },
  variance: { run: (x) => tf.moments(x, 0).variance },
};

const binary: Record<string, Swept> = {
  add: { run: tf.add },
  sub: { run: tf.sub },
  mul: { run: tf.mul },
  // The quotient of integers by 0 is open in C.
  div: { run: tf.div, kinds: FLOATS },
  divNoNan: { run: tf.divNoNan, kinds: FLOATS },
  maximum: { run: tf.maximum },
  minimum: { run: tf.minimum },
  pow: { run: tf.pow, kinds: FLOATS },
  squaredDifference: { run: tf.squaredDifference },
  prelu: { run: tf.prelu },
  equal: { run: tf.equal },
  notEqual: { run: tf.notEqual },
  less: { run: tf.less },
  lessEqual: { run: tf.lessEqual },
  greater: { run: tf.greater },
  greaterEqual: { run: tf.greaterEqual },
  logicalAnd: { run: tf.logicalAnd, kinds: ['bool'] },
  logicalOr: { run: tf.logicalOr, kinds: ['bool'] },
  where: { run: (a, b) => tf.where(tf.greater(sampleTensor(a.shape, 'unit', 5), 0), a, b) },
  concat: { run: (a, b) => tf.concat([a, b]) },
  // Near the next whole number the two backends round apart.
  floorDiv: { run: tf.floorDiv, kinds: ['unit', 'wide'] },
};

describe('values on wasm as on cpu', () => {
  const tables = { ...unary, ...reductions };
  it.each(Object.keys(tables))('%s', (name) => expectSameOnCpu(programsOf(tables[name], alone), TOLERANCE));
  it.each(Object.keys(binary))('%s', (name) =>
    expectSameOnCpu(programsOf(binary[name], broadcast), TOLERANCE),
  );
});
