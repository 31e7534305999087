// Categorical cross-entropy as Keras computes it from probabilities: -ln p of the true class, with p clipped so
// that a certain mistake costs a finite loss. Beyond the clip the gradient is zero.
import { clipByValue, log, mul, neg, sum, type Tensor, type Tensor1D, tensor2d } from '@tensorflow/tfjs-core';

/** Keras' epsilon: probabilities are clipped to [1e-7, 1 - 1e-7]. */
export const probabilityFloor = 1e-7;

/**
 * The loss of each sample.
 *
 * @param probabilities `[samples, classes]`, rows that sum to 1
 * @param labels the true class of each sample
 */
export function crossEntropy(probabilities: Tensor, labels: Int32Array): Tensor1D {
  const classes = probabilities.shape[1] ?? 0;
  const clipped = clipByValue(probabilities, probabilityFloor, 1 - probabilityFloor);
  return neg(sum(mul(oneHotRows(labels, classes), log(clipped)), 1));
}

// tfjs' own oneHot writes integer bits into its float32 output on the wasm backend.
function oneHotRows(labels: Int32Array, classes: number): Tensor {
  const values = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => {
    values[row * classes + label] = 1;
  });
  return tensor2d(values, [labels.length, classes]);
}
