// The product of values, number by number, with an activation: a = f(x1 · x2 · …). A gate, such as that of squeeze and
// excitation. Where shapes differ they are broadcast.

import { activation, optional } from '../fields.ts';
import { activationCode, type ElementwiseActivation } from '../fused-activation.ts';
import type { Input, LayerContext, Operation } from '../operation.ts';
import {
  bindChain,
  bindPair,
  bindReduction,
  broadcastShape,
  isSameShape,
  scratchPieces,
} from './broadcasting.ts';

/** The product of two or more values. */
export interface MultiplySpec {
  readonly kind: 'multiply';
  /** Fused into the product; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

export const multiply: Operation<MultiplySpec> = {
  fields: { activation: optional(activation) },
  takesActivation: true,

  shapes: (_, inputs) => ({ output: broadcastShape('multiply', inputs) }),

  memory: ({ activation = 'linear' }) => ({
    readsInputs: true,
    readsOutput: activation !== 'linear',
    addsGradient: true,
  }),

  bind({ activation = 'linear' }, context) {
    const { arena, inputs, output } = context;
    const { kernels } = arena;
    const code = activationCode(activation, arena);
    const product = bindChain(arena, 'multiply', context);
    const gradients = inputs.map((input, i) =>
      context.training ? bindGradient(context, input, i) : undefined,
    );
    return {
      forward(rows) {
        product(rows);
        if (code) kernels.biasActivation(output.address, 1, rows * output.size, 0, code);
      },
      backward(rows) {
        const { gradient, address, size } = output;
        if (code) kernels.biasActivationGradient(gradient, address, 1, rows * size, code, 0, false);
        for (const [i, input] of inputs.entries()) if (input.gradient) gradients[i]?.(rows);
      },
    };
  },
};

/** Writes or adds the gradient by one input: that of the output times all other inputs, summed where it is broadcast. */
function bindGradient(
  { arena, inputs, output, rows }: LayerContext,
  input: Input,
  index: number,
): (rows: number) => void {
  const { kernels } = arena;
  const others = inputs.filter((_, i) => i !== index);
  const isWhole = isSameShape(input.shape, output.shape);
  const last = others[others.length - 1];
  if (isWhole && others.length === 1 && isSameShape(last.shape, output.shape)) {
    return (rows) => {
      const [to, count] = [input.gradient, rows * input.size];
      if (input.adds) kernels.addProduct(to, output.gradient, last.address, count);
      else kernels.multiply(to, output.gradient, last.address, count);
    };
  }
  const pairs = others.map(({ shape }) =>
    bindPair(arena, 'multiply', { a: output.shape, b: shape, output: output.shape }),
  );
  const reduction = isWhole ? undefined : bindReduction(arena, output.shape, input.shape);
  const scratch = scratchPieces(arena, [
    kernels.broadcastScratchBytes(),
    rows * output.size * 4,
    reduction?.scratchBytes(rows) ?? 0,
  ]);
  return (rows) => {
    const [, product, rest] = scratch();
    let a = output.gradient;
    others.forEach(({ address: b }, i) => {
      pairs[i]({ a, b, to: product, rows });
      a = product;
    });
    const { gradient: to, adds, size } = input;
    if (reduction) reduction.run({ from: product, to, rows, adds }, rest);
    else if (adds) kernels.add(to, product, rows * size);
    else kernels.copy(to, product, rows * size);
  };
}
