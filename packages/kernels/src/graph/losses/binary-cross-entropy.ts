// Binary cross-entropy, -(t log p + (1 - t) log(1 - p)), the mean over a sample. Behind a sigmoid it takes the sigmoid's
// derivative over: the gradient by the logit is p - t, which a saturated p does not stop.
import { flag, optional } from '../operations/fields.ts';
import type { Loss } from './loss.ts';
import { bindValueLoss } from './targets.ts';

/** Of one probability, or several that do not exclude each other. */
export interface BinaryCrossEntropySpec {
  readonly kind: 'binaryCrossEntropy';
  /** Whether the outputs are logits instead of probabilities. No by default. */
  readonly fromLogits?: boolean;
}

// Numbers as in assembly/loss/pointwise-losses.ts.
const OF_PROBABILITIES = 10;
const OF_SIGMOID = 11;
const OF_LOGITS = 12;

export const binaryCrossEntropy: Loss<BinaryCrossEntropySpec> = {
  fields: { fromLogits: optional(flag) },
  absorbs: 'sigmoid',

  bind({ fromLogits = false }, context) {
    const { kernels } = context.arena;
    const code = context.isAbsorbed ? OF_SIGMOID : fromLogits ? OF_LOGITS : OF_PROBABILITIES;
    const { size } = context.output;
    return bindValueLoss('binaryCrossEntropy', context, {
      divisor: size,
      run({ outputs, targets, weights, rows, scale, gradient, total }) {
        kernels.pointwiseLoss(code, 0, outputs, targets, rows, size, weights, scale, gradient, total);
      },
    });
  },
};
