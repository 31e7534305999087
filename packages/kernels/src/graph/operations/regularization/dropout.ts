// Dropout: the same units are dropped for the same key, step and sample, whoever does the work.
import type { Words } from '../../../random-numbers/threefry.ts';
import { sizeOf } from '../../network/graph.ts';
import { key, rate } from '../fields.ts';
import type { Operation } from '../operation.ts';

/** Drops a fraction of the values in training and scales the others by 1 / (1 - rate); does nothing in evaluation. */
export interface DropoutSpec {
  readonly kind: 'dropout';
  /** Fraction dropped, 0 <= rate < 1. */
  readonly rate: number;
  /** Of the layer's random numbers: another for each dropout layer and each seed. */
  readonly key: Words;
}

export const dropout: Operation<DropoutSpec> = {
  fields: { rate, key },

  shapes: (_, [x]) => ({ output: x }),

  // The mask holds 0 or 1 / (1 - rate) for each value.
  memory: (_, { output }) => ({
    readsInputs: false,
    readsOutput: false,
    inPlace: true,
    savedBytes: sizeOf(output) * 4,
  }),

  bind({ rate, key }, { arena, inputs: [x], output, saved: mask }) {
    const { kernels } = arena;
    return {
      forward(rows, training) {
        if (training) {
          const { step, firstSample } = training;
          kernels.dropoutMask(mask, rows, x.size, rate, key[0], key[1], step, firstSample);
          kernels.multiply(output.address, x.address, mask, rows * x.size);
        } else if (output.address !== x.address) {
          kernels.copy(output.address, x.address, rows * x.size);
        }
      },
      backward(rows) {
        if (x.gradient) kernels.multiply(x.gradient, output.gradient, mask, rows * x.size);
      },
    };
  },
};
