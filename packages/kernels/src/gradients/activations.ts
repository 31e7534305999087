// Gradients of activations whose slope is known from their output, so that they can be differentiated again: tfjs loses the
// way from the output to the input there, and gives second derivatives that are wrong, or none.
import {
  add,
  backend_util,
  cast,
  elu,
  exp,
  type GradConfig,
  less,
  minimum,
  mul,
  rsqrt,
  scalar,
  selu,
  sigmoid,
  softmax,
  square,
  step,
  sub,
  sum,
  tanh,
} from '@tensorflow/tfjs-core';
import { gradientFromOutput, gradientOf, runKernel } from './gradient.ts';

export const activationGradients: readonly GradConfig[] = [
  gradientFromOutput('Exp', { input: 'x', forward: (x) => exp(x), of: (dy, y) => mul(dy, y) }),
  gradientFromOutput('Sigmoid', {
    input: 'x',
    forward: (x) => sigmoid(x),
    of: (dy, y) => mul(dy, mul(y, sub(scalar(1), y))),
  }),
  gradientFromOutput('Tanh', {
    input: 'x',
    forward: (x) => tanh(x),
    of: (dy, y) => mul(sub(scalar(1), square(y)), dy),
  }),
  // The slope 2 / sqrt(pi) e^(-x²) as one exponential.
  gradientOf('Erf', {
    inputs: ['x'],
    of: (dy, [x]) => ({ x: () => mul(dy, exp(sub(scalar(Math.log(2 / Math.sqrt(Math.PI))), square(x)))) }),
  }),
  // y = x^(-1/2), of which tfjs takes the power -3/2 once more.
  gradientFromOutput('Rsqrt', {
    input: 'x',
    forward: (x) => rsqrt(x),
    of: (dy, y) => mul(mul(dy, scalar(-0.5)), mul(y, square(y))),
  }),
  gradientFromOutput('Elu', {
    input: 'x',
    forward: (x) => elu(x),
    of: (dy, y) => runKernel('EluGrad', { dy, y }),
  }),
  // Of y = scale x above 0 and y = scale alpha (e^x - 1) below, where the slope is y + scale alpha: step() gives 1 or alpha.
  gradientFromOutput('Selu', {
    input: 'x',
    forward: (x) => selu(x),
    of: (dy, y) => {
      const { SELU_SCALE: scale, SELU_SCALEALPHA: scaleAlpha } = backend_util;
      const constant = mul(step(y, scaleAlpha / scale), scalar(scale));
      return mul(dy, add(minimum(y, scalar(0)), constant));
    },
  }),
  // Of dy times the slope, which is 1 above 0 and y + 1 below.
  gradientOf('EluGrad', {
    inputs: ['dy', 'y'],
    of: (ddx, [dy, y]) => ({
      dy: () => runKernel('EluGrad', { dy: ddx, y }),
      y: () => mul(mul(ddx, dy), cast(less(y, 0), 'float32')),
    }),
  }),
  gradientFromOutput<{ dim: number }>('Softmax', {
    input: 'logits',
    forward: (logits) => softmax(logits),
    of: (dy, y, { dim }) => {
      const weighted = mul(dy, y);
      return sub(weighted, mul(sum(weighted, [dim], true), y));
    },
  }),
];
