// A fully connected layer: a = activation(x W + b), along the last axis of x.
import { KernelError } from '../../../kernel-error.ts';
import type { Arena } from '../../memory/arena.ts';
import { sizeOf } from '../../network/graph.ts';
import { activation, count, flag, optional } from '../fields.ts';
import { activationCode, type ElementwiseActivation } from '../fused-activation.ts';
import { type Operation, parameterGradient, rowAddress, rowGradient } from '../operation.ts';

/** A fully connected layer along the last axis; parameters [inputs, units], then the bias [units]. */
export interface DenseSpec {
  readonly kind: 'dense';
  readonly units: number;
  readonly useBias: boolean;
  /** Fused into the layer; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

export const dense: Operation<DenseSpec> = {
  fields: { units: count, useBias: flag, activation: optional(activation) },
  takesActivation: true,

  shapes({ units, useBias }, [x]) {
    if (x.length === 0) {
      throw new KernelError(
        'UNSUPPORTED',
        'dense expects at least one axis beside the batch, received none.',
      );
    }
    const kernel = [x[x.length - 1], units];
    return { output: [...x.slice(0, -1), units], parameters: useBias ? [kernel, [units]] : [kernel] };
  },

  memory: ({ activation = 'linear' }) => ({ readsInputs: true, readsOutput: activation !== 'linear' }),

  bind({ units, activation = 'linear' }, { arena, inputs: [x], output, parameters: [kernel, bias] }) {
    const { kernels } = arena;
    const inputs = x.shape[x.shape.length - 1];
    // Vectors of one sample: all axes but the last are rows of the product.
    const vectors = sizeOf(x.shape) / inputs;
    const code = activationCode(activation, arena);
    const w = matrix(kernel.address, units);
    arena.reserveScratch(kernels.gemmScratchBytes());

    return {
      forward(rows) {
        const [a, to] = [matrix(x.address, inputs), matrix(output.address, units)];
        multiply(arena, { m: rows * vectors, n: units, k: inputs, a, b: w, to });
        kernels.biasActivation(output.address, rows * vectors, units, bias?.address ?? 0, code);
      },

      // dz = dy ⊙ activation'(y); dW = x' dz, db = Σ dz for each shard; dx = dz W'.
      backward(rows, { shards }) {
        for (const shard of shards) {
          const { accumulate } = shard;
          const count = shard.rows * vectors;
          const [y, dy] = [rowAddress(output, shard.first), rowGradient(output, shard.first)];
          const [dw, db] = [parameterGradient(kernel, shard), parameterGradient(bias, shard)];
          kernels.biasActivationGradient(dy, y, count, units, code, db, accumulate);
          if (!dw) continue;
          const a = transposed(matrix(rowAddress(x, shard.first), inputs));
          const to = matrix(dw, units);
          multiply(arena, { m: inputs, n: units, k: count, a, b: matrix(dy, units), to, accumulate });
        }
        if (!x.gradient) return;
        const [dz, dx] = [matrix(output.gradient, units), matrix(x.gradient, inputs)];
        multiply(arena, { m: rows * vectors, n: inputs, k: units, a: dz, b: transposed(w), to: dx });
      },
    };
  },
};

const FLOAT_BYTES = 4;

/** A matrix in memory: where it starts, and the bytes from row to row and from column to column. */
export interface Matrix {
  readonly start: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** A row-major matrix of this many columns. */
export function matrix(start: number, columns: number): Matrix {
  return { start, rowStride: columns * FLOAT_BYTES, columnStride: FLOAT_BYTES };
}

/** The same memory, read as the transposed matrix. */
export function transposed({ start, rowStride, columnStride }: Matrix): Matrix {
  return { start, rowStride: columnStride, columnStride: rowStride };
}

export interface Product {
  /** a is [m, k], b is [k, n], to is [m, n]. */
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: Matrix;
  readonly b: Matrix;
  /** Row-major. */
  readonly to: Matrix;
  /** Add to what is there. */
  readonly accumulate?: boolean;
}

/** to (+)= a b. */
export function multiply(arena: Arena, { m, n, k, a, b, to, accumulate = false }: Product): void {
  const { gemm } = arena.kernels;
  const scratch = arena.scratch();
  // Argument by argument: lists that are made and spread cost as much as the product of a small layer.
  // biome-ignore format: a line for each matrix
  gemm(
    m, n, k,
    a.start, a.rowStride, a.columnStride,
    b.start, b.rowStride, b.columnStride,
    to.start, to.rowStride, accumulate, scratch,
  );
}
