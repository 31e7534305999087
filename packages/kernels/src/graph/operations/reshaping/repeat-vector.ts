// A vector several times, one below the other.
import { KernelError } from '../../../kernel-error.ts';
import { count } from '../fields.ts';
import { scratchPieces } from '../merge/broadcasting.ts';
import type { Operation } from '../operation.ts';

/** Makes [n, units] of [units]. */
export interface RepeatVectorSpec {
  readonly kind: 'repeatVector';
  readonly n: number;
}

export const repeatVector: Operation<RepeatVectorSpec> = {
  fields: { n: count },

  shapes({ n }, [x]) {
    if (x.length === 1) return { output: [n, ...x] };
    throw new KernelError(
      'UNSUPPORTED',
      `repeatVector expects [batch, units], received [batch, ${x.join(', ')}].`,
    );
  },

  memory: () => ({ readsInputs: false, readsOutput: false }),

  bind({ n }, { arena, inputs: [x], output }) {
    const { kernels } = arena;
    const scratch = scratchPieces(arena, [kernels.sumScratchBytes(x.size)]);
    return {
      forward: (rows) => kernels.repeatRows(x.address, rows, x.size, n, output.address),
      backward(rows) {
        if (x.gradient) kernels.sumAxis(output.gradient, rows, n, x.size, 1, x.gradient, scratch()[0]);
      },
    };
  },
};
