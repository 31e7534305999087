// Categorical cross-entropy of probabilities: -Σ t log p, with p held away from 0 and 1 as Keras does. Behind softmax it
// takes softmax' derivative over: the gradient by the logits is p - t.
import { KernelError } from '../../kernel-error.ts';
import type { Loss } from './loss.ts';

/** Of class numbers, or of a weight for each class. */
export interface CategoricalCrossEntropySpec {
  readonly kind: 'categoricalCrossEntropy';
}

export const categoricalCrossEntropy: Loss<CategoricalCrossEntropySpec> = {
  fields: {},
  absorbs: 'softmax',

  check(_, output) {
    if (output.length === 1) return;
    throw new KernelError(
      'UNSUPPORTED',
      `Categorical cross-entropy expects an output [batch, classes], received [batch, ${output.join(', ')}].`,
    );
  },

  bind(_, { arena, output, rows: capacity, isAbsorbed }) {
    const { kernels, memory } = arena;
    const classes = output.size;
    if (!isAbsorbed) {
      throw new KernelError(
        'UNSUPPORTED',
        'Categorical cross-entropy expects an output that ends in softmax.',
      );
    }
    const labels = arena.allocate(capacity);
    const targets = arena.allocate(capacity * classes * 4);
    const total = arena.allocate(16);
    let hasTargets = false;
    return {
      load(target, indices) {
        const bytes = new Uint8Array(memory.buffer, labels, capacity);
        if (target.labels)
          for (let row = 0; row < indices.length; row++) bytes[row] = target.labels[indices[row]];
        hasTargets = target.values !== undefined;
        if (target.values) new Float32Array(memory.buffer, targets, capacity * classes).set(target.values);
      },
      sum({ first, rows, scale }) {
        const sums = new Float64Array(memory.buffer, total, 2).fill(0);
        const p = output.address + first * classes * 4;
        const dz = scale === undefined ? 0 : output.gradient + first * classes * 4;
        const y = labels + first;
        if (hasTargets) {
          const t = targets + first * classes * 4;
          kernels.targetCrossEntropy(p, t, y, rows, classes, scale ?? 0, dz, total);
        } else {
          kernels.crossEntropy(p, y, rows, classes, scale ?? 0, dz, total);
        }
        return sums[0];
      },
    };
  },
};
