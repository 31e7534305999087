// Activations of the form a = x · gate(x): gelu, swish and Mish. Their derivative needs the input, so that they are not fused
// into the operation before. Those whose derivative follows from the output: activation.ts.
import { oneOf } from '../fields.ts';
import type { Operation } from '../operation.ts';

/** Names in the order of their numbers in assembly/activation/self-gated-activation.ts; gelu_new is gelu with tanh. */
export const selfGatedActivations = ['gelu', 'gelu_new', 'swish', 'mish'] as const;

/** An activation by tfjs-layers' name; swish is also called silu. */
export type SelfGatedActivation = (typeof selfGatedActivations)[number];

/** An activation whose derivative needs its input. */
export interface SelfGatedActivationSpec {
  readonly kind: 'selfGatedActivation';
  readonly activation: SelfGatedActivation;
}

export const selfGatedActivation: Operation<SelfGatedActivationSpec> = {
  fields: { activation: oneOf(...selfGatedActivations) },

  shapes: (_, [x]) => ({ output: x }),

  memory: () => ({ readsInputs: true, readsOutput: false, addsGradient: true }),

  bind({ activation }, { arena: { kernels }, inputs: [x], output }) {
    const code = selfGatedActivations.indexOf(activation);
    return {
      forward: (rows) => kernels.selfGated(code, output.address, x.address, rows * x.size),
      backward(rows) {
        if (!x.gradient) return;
        kernels.selfGatedGradient(code, x.gradient, output.gradient, x.address, rows * x.size, x.adds);
      },
    };
  },
};
