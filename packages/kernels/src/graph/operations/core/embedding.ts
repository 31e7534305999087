// A vector for each of a vocabulary's numbers: rows of a table. Its gradient sums, row by row of the batch, the gradients of
// all places that read a row.
import { KernelError } from '../../../kernel-error.ts';
import { count } from '../fields.ts';
import { scratchPieces } from '../merge/broadcasting.ts';
import { type Operation, parameterGradient, rowGradient } from '../operation.ts';

/** A table [inputDim, outputDim] whose rows are looked up: [..., outputDim] from whole numbers [...]. */
export interface EmbeddingSpec {
  readonly kind: 'embedding';
  /** Size of the vocabulary. */
  readonly inputDim: number;
  readonly outputDim: number;
}

export const embedding: Operation<EmbeddingSpec> = {
  fields: { inputDim: count, outputDim: count },

  shapes: ({ inputDim, outputDim }, [x]) => ({
    output: [...x, outputDim],
    parameters: [[inputDim, outputDim]],
  }),

  memory: () => ({ readsInputs: false, readsOutput: false }),

  bind({ inputDim, outputDim }, { arena, inputs: [x], output, parameters: [table], rows: capacity }) {
    const { kernels, memory } = arena;
    const ids = arena.allocate(capacity * x.size * 4);
    const tableFloats = inputDim * outputDim;
    const scratch = scratchPieces(arena, [table.trainable ? tableFloats * 4 : 0]);
    return {
      forward(rows) {
        const places = rows * x.size;
        kernels.floatsToIntegers(ids, x.address, places);
        const outside = kernels.firstOutside(ids, places, inputDim);
        if (outside >= 0) {
          const [value] = new Float32Array(memory.buffer, x.address + outside * 4, 1);
          throw new KernelError(
            'INVALID_ARGUMENT',
            `embedding expects whole numbers from 0 to ${inputDim - 1}, received ${value}.`,
          );
        }
        kernels.gather(table.address, ids, 1, 1, inputDim, places, outputDim * 4, output.address);
      },
      backward(rows, { shards }) {
        // Numbers of rows have no slope.
        if (x.gradient) new Float32Array(memory.buffer, x.gradient, rows * x.size).fill(0);
        for (const shard of shards) {
          const to = parameterGradient(table, shard);
          if (!to) continue;
          const sums = shard.accumulate ? scratch()[0] : to;
          const [places, from] = [shard.rows * x.size, rowGradient(output, shard.first)];
          kernels.segmentSum(from, ids + shard.first * x.size * 4, places, outputDim, inputDim, sums);
          if (shard.accumulate) kernels.add(to, sums, tableFloats);
        }
      },
    };
  },
};
