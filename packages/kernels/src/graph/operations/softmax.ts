// Softmax along the last axis: a = exp(z) / Σ exp(z).
import { flag, optional } from './fields.ts';
import type { Operation } from './operation.ts';

/** Softmax along the last axis. */
export interface SoftmaxSpec {
  readonly kind: 'softmax';
  /** Set by the compiler: the gradient comes from a loss that takes softmax' derivative over. */
  readonly isAbsorbed?: boolean;
}

export const softmax: Operation<SoftmaxSpec> = {
  fields: { isAbsorbed: optional(flag) },

  shapes: (_, [x]) => ({ output: x }),

  memory: ({ isAbsorbed = false }) => ({ readsInputs: false, readsOutput: !isAbsorbed, inPlace: true }),

  bind({ isAbsorbed = false }, { arena, inputs: [x], output }) {
    const { kernels } = arena;
    const classes = x.shape[x.shape.length - 1];
    const vectors = x.size / classes;
    return {
      forward(rows) {
        if (output.address !== x.address) kernels.copy(output.address, x.address, rows * x.size);
        kernels.softmax(output.address, rows * vectors, classes);
      },
      // dz = a (da - Σ da a)
      backward(rows) {
        if (!x.gradient) return;
        if (!isAbsorbed) kernels.softmaxGradient(output.gradient, output.address, rows * vectors, classes);
        if (x.gradient !== output.gradient) kernels.copy(x.gradient, output.gradient, rows * x.size);
      },
    };
  },
};
