// Cross-entropies: -ln of the probability that the network gives to what is true. From logits they are computed with
// log-softmax and softplus, which neither overflow nor lose the gradient of a certain mistake.
import { add, clipByValue, log, logSoftmax, mean, mul, neg, softplus, sub, sum } from '@tensorflow/tfjs-core';
import { type Compared, epsilon, type Loss, type OutputKind } from './loss.ts';

/** Whether the outputs are logits, the inputs of softmax or sigmoid, rather than probabilities. */
export interface FromLogits {
  /** `false` by default: probabilities. */
  readonly fromLogits?: boolean;
}

/** Keras' CategoricalCrossentropy: over the last axis, of class numbers or of a probability for each class. */
export interface CategoricalCrossentropySpec extends FromLogits {
  readonly kind: 'categoricalCrossentropy';
}

/** Keras' SparseCategoricalCrossentropy: the same, of class numbers alone. */
export interface SparseCategoricalCrossentropySpec extends FromLogits {
  readonly kind: 'sparseCategoricalCrossentropy';
}

/** Keras' BinaryCrossentropy: the mean over the last axis, each output for itself, of targets from 0 to 1. */
export interface BinaryCrossentropySpec extends FromLogits {
  readonly kind: 'binaryCrossentropy';
}

/** -Σ t ln p, with p clipped so that a certain mistake costs a finite loss; beyond the clip the gradient is zero. */
function categorical({ targets, outputs }: Compared, { fromLogits = false }: FromLogits) {
  const logarithms = fromLogits
    ? logSoftmax(outputs, outputs.rank - 1)
    : log(clipByValue(outputs, epsilon, 1 - epsilon));
  return neg(sum(mul(targets, logarithms), outputs.rank - 1));
}

const classOutputs = ({ fromLogits = false }: FromLogits): OutputKind =>
  fromLogits ? 'logits' : 'distribution';

export const categoricalCrossentropy: Loss<CategoricalCrossentropySpec> = {
  targets: 'classes',
  expects: classOutputs,
  onTape: categorical,
};

export const sparseCategoricalCrossentropy: Loss<SparseCategoricalCrossentropySpec> = {
  targets: 'classes',
  expects: classOutputs,
  onTape: categorical,
};

export const binaryCrossentropy: Loss<BinaryCrossentropySpec> = {
  targets: 'binary',
  expects: ({ fromLogits = false }) => (fromLogits ? 'logits' : 'probability'),
  onTape({ targets, outputs }, { fromLogits = false }) {
    const others = sub(1, targets);
    if (fromLogits) {
      // -ln sigmoid(z) is softplus(-z), and -ln(1 - sigmoid(z)) is softplus(z).
      return mean(add(mul(targets, softplus(neg(outputs))), mul(others, softplus(outputs))), -1);
    }
    const p = clipByValue(outputs, epsilon, 1 - epsilon);
    return neg(mean(add(mul(targets, log(p)), mul(others, log(sub(1, p)))), -1));
  },
};
