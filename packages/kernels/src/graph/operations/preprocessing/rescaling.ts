// Each number times a factor, plus an offset: a = scale · x + offset.
import { number } from '../fields.ts';
import type { Operation } from '../operation.ts';

/** Brings numbers into another range, such as bytes into that from -1 to 1. */
export interface RescalingSpec {
  readonly kind: 'rescaling';
  readonly scale: number;
  readonly offset: number;
}

export const rescaling: Operation<RescalingSpec> = {
  fields: { scale: number, offset: number },

  shapes: (_, [x]) => ({ output: x }),

  memory: () => ({ readsInputs: false, readsOutput: false, inPlace: true, addsGradient: true }),

  bind({ scale, offset }, { arena: { kernels }, inputs: [x], output }) {
    return {
      forward: (rows) => kernels.affine(output.address, x.address, rows * x.size, scale, offset, false),
      backward(rows) {
        if (x.gradient) kernels.affine(x.gradient, output.gradient, rows * x.size, scale, 0, x.adds);
      },
    };
  },
};
