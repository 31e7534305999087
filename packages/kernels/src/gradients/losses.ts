// tf.losses.huberLoss and sigmoidCrossEntropy, each with one kernel where tfjs-core composes eight operations, and the
// gradients of these kernels. What is not float32 on the 'wasm' backend goes tfjs' way.
import {
  cast,
  clipByValue,
  type GradConfig,
  getBackend,
  losses,
  mul,
  neg,
  type Reduction,
  scalar,
  sigmoid,
  sub,
  Tensor,
  type TensorLike,
  tidy,
  util,
} from '@tensorflow/tfjs-core';
import { gradientOf, runKernel } from './gradient.ts';

export const lossGradients: readonly GradConfig[] = [
  gradientOf<{ delta: number }>('HuberLoss', {
    inputs: ['labels', 'outputs'],
    of: (dy, [labels, outputs], { delta }) => {
      const slope = () => clipByValue(sub(outputs, labels), -delta, delta);
      return { outputs: () => mul(dy, slope()), labels: () => neg(mul(dy, slope())) };
    },
  }),
  gradientOf('LogitCrossEntropy', {
    inputs: ['labels', 'outputs'],
    of: (dy, [labels, outputs]) => ({
      outputs: () => mul(dy, sub(sigmoid(outputs), labels)),
      labels: () => neg(mul(dy, outputs)),
    }),
  }),
];

type Values = Tensor | TensorLike;

/** Replaces the two in tfjs' table of losses; gives the way back. */
export function replaceLosses(): () => void {
  const { huberLoss, sigmoidCrossEntropy, computeWeightedLoss } = losses;
  const huber = <T extends Tensor, O extends Tensor>(
    labels: T | TensorLike,
    predictions: T | TensorLike,
    weights?: Values,
    delta = 1,
    reduction?: Reduction,
  ): O => {
    if (!areOurs(labels, predictions)) return huberLoss(labels, predictions, weights, delta, reduction);
    return tidy(() => {
      const each = runKernel(
        'HuberLoss',
        { labels: floats(labels), outputs: floats(predictions) },
        { delta },
      );
      return computeWeightedLoss(each, weights, reduction);
    });
  };
  const crossEntropy = <T extends Tensor, O extends Tensor>(
    labels: T | TensorLike,
    logits: T | TensorLike,
    weights?: Values,
    labelSmoothing = 0,
    reduction?: Reduction,
  ): O => {
    if (!areOurs(labels, logits))
      return sigmoidCrossEntropy(labels, logits, weights, labelSmoothing, reduction);
    return tidy(() => {
      const smoothed = labelSmoothing > 0 ? mix(floats(labels), labelSmoothing) : floats(labels);
      const each = runKernel('LogitCrossEntropy', { labels: smoothed, outputs: floats(logits) });
      return computeWeightedLoss(each, weights, reduction);
    });
  };
  losses.huberLoss = huber;
  losses.sigmoidCrossEntropy = crossEntropy;
  return () => {
    if (losses.huberLoss === huber) losses.huberLoss = huberLoss;
    if (losses.sigmoidCrossEntropy === crossEntropy) losses.sigmoidCrossEntropy = sigmoidCrossEntropy;
  };
}

function areOurs(labels: Values, outputs: Values): boolean {
  return (
    getBackend() === 'wasm' &&
    labels instanceof Tensor &&
    outputs instanceof Tensor &&
    labels.dtype !== 'complex64' &&
    labels.dtype !== 'string' &&
    outputs.dtype === 'float32' &&
    util.arraysEqual(labels.shape, outputs.shape)
  );
}

function floats(values: Values): Tensor {
  return cast(values as Tensor, 'float32');
}

function mix(labels: Tensor, labelSmoothing: number): Tensor {
  return sub(mul(labels, scalar(1 - labelSmoothing)), scalar(-0.5 * labelSmoothing));
}
