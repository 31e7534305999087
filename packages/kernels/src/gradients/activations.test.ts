// First and second derivatives of activations and of the losses that end in softmax.
import * as tf from '@tensorflow/tfjs-core';
import { describe } from 'vitest';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const { elu, exp, logSigmoid, relu, selu, sigmoid, softplus, tanh } = tf;
const twice = true;

describe('the gradients and second derivatives equal differences of', () => {
  const curves = { exp, logSigmoid, sigmoid, softplus, tanh };
  const inputs = [() => tf.tensor1d([0.25, -0.5, 0.75, -1.25, 1.5])];
  testGradients({
    ...Object.fromEntries(
      Object.entries(curves).map(([name, run]) => [
        name,
        { forward: (x: tf.Tensor) => run(x), inputs, twice },
      ]),
    ),
    rsqrt: { forward: (x) => tf.rsqrt(x), inputs: [() => tf.tensor1d([0.5, 1.25, 2, 3.5])], twice },
    erf: { forward: (x) => tf.erf(x), inputs, twice },
    sin: { forward: (x) => tf.sin(x), inputs, twice },
    elu: { forward: (x) => elu(x), inputs, twice },
    selu: { forward: (x) => selu(x), inputs, twice },
    relu: { forward: (x) => relu(x), inputs, twice },
    prelu: { forward: (x, alpha) => tf.prelu(x, alpha), inputs: [...inputs, () => tf.scalar(0.3)], twice },
    softmax: { forward: (x) => tf.softmax(x), inputs: [[3, 4]], twice },
    logSoftmax: { forward: (x) => tf.logSoftmax(x), inputs: [[3, 4]], twice },
    softmaxCrossEntropy: {
      forward: (labels, logits) => tf.losses.softmaxCrossEntropy(labels, logits),
      inputs: [
        [3, 4],
        [3, 4],
      ],
      twice,
    },
    'softmaxCrossEntropy, smoothed': {
      forward: (labels, logits) => tf.losses.softmaxCrossEntropy(labels, logits, undefined, 0.1),
      inputs: [
        [3, 4],
        [3, 4],
      ],
      twice,
    },
    sigmoidCrossEntropy: {
      forward: (labels, logits) => tf.losses.sigmoidCrossEntropy(labels, logits),
      inputs: [
        [3, 4],
        () => tf.tensor2d([0.3, -0.2, 0.1, 0.4, 0.6, -0.5, 0.2, 0.7, -0.3, 0.9, -0.8, 0.5], [3, 4]),
      ],
      twice,
    },
  });
});
