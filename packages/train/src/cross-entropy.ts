// Categorical cross-entropy as Keras computes it from probabilities: -ln p of the true class, with p clipped so
// that a certain mistake costs a finite loss. Beyond the clip the gradient is zero.
import { clipByValue, log, mul, neg, sum, type Tensor, type Tensor1D, tensor2d } from '@tensorflow/tfjs-core';
import { targetsOf } from './training-targets.ts';

/** Keras' epsilon: probabilities are clipped to [1e-7, 1 - 1e-7]. */
export const probabilityFloor = 1e-7;

/**
 * The loss of each sample.
 *
 * @param probabilities `[samples, classes]`, rows that sum to 1
 * @param targets the true class of each sample, or what is wanted of each class, `[samples, classes]`
 */
export function crossEntropy(probabilities: Tensor, targets: Int32Array | Float32Array): Tensor1D {
  const classes = probabilities.shape[1] ?? 0;
  const clipped = clipByValue(probabilities, probabilityFloor, 1 - probabilityFloor);
  const wanted = targets instanceof Float32Array ? targets : oneHot(targets, classes);
  return neg(sum(mul(tensor2d(wanted, [wanted.length / classes, classes]), log(clipped)), 1));
}

function oneHot(labels: Int32Array, classes: number): Float32Array {
  return targetsOf(
    Array.from(labels, (label) => ({ row: 0, label })),
    { classes },
  );
}
