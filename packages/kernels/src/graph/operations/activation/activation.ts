// An elementwise activation by itself: a = f(z). Where it follows a layer that can take it in, fuse.ts removes it.

import { activation as activationName, flag, optional } from '../fields.ts';
import { activationCode, type ElementwiseActivation } from '../fused-activation.ts';
import type { Operation } from '../operation.ts';

/** An activation that works on each number by itself. */
export interface ActivationSpec {
  readonly kind: 'activation';
  readonly activation: ElementwiseActivation;
  /** Set by the compiler: the gradient comes from a loss that takes the activation's derivative over. */
  readonly isAbsorbed?: boolean;
}

export const activation: Operation<ActivationSpec> = {
  fields: { activation: activationName, isAbsorbed: optional(flag) },

  shapes: (_, [x]) => ({ output: x }),

  memory: ({ isAbsorbed = false }) => ({ readsInputs: false, readsOutput: !isAbsorbed, inPlace: true }),

  bind({ activation: name, isAbsorbed = false }, { arena, inputs: [x], output }) {
    const { kernels } = arena;
    const code = activationCode(name, arena);
    return {
      forward(rows) {
        if (output.address !== x.address) kernels.copy(output.address, x.address, rows * x.size);
        kernels.biasActivation(output.address, 1, rows * x.size, 0, code);
      },
      backward(rows) {
        if (!x.gradient) return;
        if (!isAbsorbed) {
          kernels.biasActivationGradient(output.gradient, output.address, 1, rows * x.size, code, 0, false);
        }
        if (x.gradient !== output.gradient) kernels.copy(x.gradient, output.gradient, rows * x.size);
      },
    };
  },
};
