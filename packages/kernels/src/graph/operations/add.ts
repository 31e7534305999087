// The sum of values of one shape, with an activation: a = f(x1 + x2 + …). The shortcut of a residual block.
import { KernelError } from '../../kernel-error.ts';
import { activationCode, type ElementwiseActivation } from '../activation.ts';
import { activation, optional } from './fields.ts';
import type { Operation } from './operation.ts';

/** The sum of two or more values of one shape. */
export interface AddSpec {
  readonly kind: 'add';
  /** Fused into the sum; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

export const add: Operation<AddSpec> = {
  fields: { activation: optional(activation) },
  takesActivation: true,

  shapes(_, inputs) {
    const [first, ...others] = inputs;
    const odd = others.find((shape) => shape.join() !== first.join());
    if (!odd) return { output: first };
    throw new KernelError(
      'UNSUPPORTED',
      `add expects inputs of one shape, received [batch, ${first.join(', ')}] and [batch, ${odd.join(', ')}].`,
    );
  },

  memory: ({ activation = 'linear' }) => ({
    readsInputs: false,
    readsOutput: activation !== 'linear',
    passesGradient: true,
    addsGradient: true,
  }),

  bind({ activation = 'linear' }, { arena, inputs, output }) {
    const { kernels } = arena;
    const code = activationCode(activation);
    const [first, ...others] = inputs;
    return {
      forward(rows) {
        const count = rows * output.size;
        kernels.copy(output.address, first.address, count);
        for (const { address } of others) kernels.add(output.address, address, count);
        if (code) kernels.biasActivation(output.address, 1, count, 0, code);
      },
      backward(rows) {
        const { gradient } = output;
        const count = rows * output.size;
        if (code) kernels.biasActivationGradient(gradient, output.address, 1, count, code, 0, false);
        for (const input of inputs) {
          if (!input.gradient || input.gradient === gradient) continue;
          if (input.adds) kernels.add(input.gradient, gradient, count);
          else kernels.copy(input.gradient, gradient, count);
        }
      },
    };
  },
};
