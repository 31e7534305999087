// The gradients of what a training step is made of, on the wasm backend as on cpu. Values: cpu-sweep.test.ts.
import * as tf from '@tensorflow/tfjs-core';
import { grads, mul, type Tensor } from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectSameOnCpu } from './testing/same-on-cpu.ts';
import { sampleTensor } from './testing/sample-tensor.ts';
import { alone, broadcast, FLOATS, programsOf, type Swept, TOLERANCE } from './testing/sweep.ts';
import { useWasm } from './testing/use-wasm.ts';

useWasm();

const { abs, elu, erf, exp, expm1, log, log1p, neg, reciprocal, relu, relu6, rsqrt, selu, sigmoid } = tf;
const { softplus, sqrt, square, tanh, leakyRelu, logSoftmax } = tf;
// Of a scalar tfjs' softmax reads past its end.
const softmax = (x: Tensor) => tf.softmax(x.rank === 0 ? tf.reshape(x, [1]) : x);

describe('gradients on wasm as on cpu', () => {
  const gradient = (run: Swept['run'], which: number) => (a: Tensor, b: Tensor) => {
    const loss = (x: Tensor, y: Tensor) => {
      const z = run(x, y);
      return mul(z, sampleTensor(z.shape, 'unit', 8));
    };
    return grads(loss)([a, b])[which];
  };
  const differentiable = {
    abs,
    elu,
    erf,
    exp,
    expm1,
    log,
    log1p,
    neg,
    reciprocal,
    relu,
    relu6,
    rsqrt,
    selu,
    sigmoid,
  };
  const more = {
    softplus,
    sqrt,
    square,
    tanh,
    leakyRelu,
    logSoftmax,
    softmax,
  };
  const functions = Object.entries({ ...differentiable, ...more });
  it.each(functions)('%s', (_, run) => {
    const withOther = (x: Tensor, y: Tensor) => tf.add(run(x), y);
    return expectSameOnCpu(programsOf({ run: gradient(withOther, 0), kinds: FLOATS }, alone), TOLERANCE);
  });
  const { add, sub, div, maximum, minimum, pow, squaredDifference, prelu } = tf;
  const pairs = { add, sub, mul, div, maximum, minimum, squaredDifference, prelu, pow };
  it.each(Object.entries(pairs))('%s', async (_, run) => {
    for (const which of [0, 1]) {
      await expectSameOnCpu(programsOf({ run: gradient(run, which), kinds: FLOATS }, broadcast), TOLERANCE);
    }
  });
});
