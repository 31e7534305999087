// Products of two values along one axis of each, sample by sample: similarities of vectors, scores and sums of attention.
import { KernelError } from '../../../kernel-error.ts';
import type { Arena } from '../../memory/arena.ts';
import type { Shape } from '../../network/graph.ts';
import { flag, optional, pair } from '../fields.ts';
import type { Operation } from '../operation.ts';

/**
 * The sum of products along an axis of each of two values of one or two axes. The output has the other axes of the first, then
 * those of the second; [1] where there are none.
 */
export interface DotSpec {
  readonly kind: 'dot';
  /** Of each value, 1 being the first axis after the batch, or after the heads. */
  readonly axes: readonly [number, number];
  /** Whether the first axis of both values is one more axis of the batch, such as the heads of attention. No by default. */
  readonly hasHeads?: boolean;
}

export const dot: Operation<DotSpec> = {
  fields: { axes: pair, hasHeads: optional(flag) },

  shapes({ axes, hasHeads = false }, inputs) {
    const heads = hasHeads ? inputs[0].slice(0, 1) : [];
    const [x, y] = inputs.map((shape) => shape.slice(heads.length));
    const areHeads = inputs.every((shape) => shape.slice(0, heads.length).join() === heads.join());
    const isOdd = (shape: Shape, axis: number) => shape.length > 2 || axis > shape.length;
    if (
      inputs.length === 2 &&
      areHeads &&
      !isOdd(x, axes[0]) &&
      !isOdd(y, axes[1]) &&
      x[axes[0] - 1] === y[axes[1] - 1]
    ) {
      const output = [...x.toSpliced(axes[0] - 1, 1), ...y.toSpliced(axes[1] - 1, 1)];
      return { output: [...heads, ...(output.length === 0 ? [1] : output)] };
    }
    const received = inputs.map((shape) => `[batch, ${shape.join(', ')}]`).join(' and ');
    throw new KernelError(
      'UNSUPPORTED',
      `dot expects two inputs of one or two axes, of one length along axis ${axes[0]} of the first and ${axes[1]} of the second; received ${received}.`,
    );
  },

  memory: () => ({ readsInputs: true, readsOutput: false, addsGradient: true }),

  bind({ axes, hasHeads = false }, { arena, inputs, output: whole }) {
    const heads = hasHeads ? whole.shape[0] : 1;
    const [x, y, output] = [...inputs, { ...whole, adds: false }].map((value) => ({
      ...value,
      shape: hasHeads ? value.shape.slice(1) : value.shape,
      size: value.size / heads,
    }));
    const k = x.shape[axes[0] - 1];
    const [m, n] = [x.size / k, y.size / k];
    // x as [m, k] and y as [k, n]; in memory either may be the other way round.
    const xTurned = x.shape.length === 2 && axes[0] === 1;
    const yTurned = y.shape.length === 2 && axes[1] === 2;
    arena.reserveScratch(arena.kernels.gemmScratchBytes());
    const at = (start: number, columns: number, isTurned: boolean, size: number): Matrices => {
      const [rowStride, columnStride] = isTurned ? [4, columns * 4] : [columns * 4, 4];
      return { start, rowStride, columnStride, step: size * 4 };
    };
    const xMatrix = (start: number) => at(start, xTurned ? m : k, xTurned, x.size);
    const yMatrix = (start: number) => at(start, yTurned ? k : n, yTurned, y.size);
    const zMatrix = (start: number) => at(start, n, false, output.size);
    return {
      forward(rows) {
        const [a, b] = [xMatrix(x.address), yMatrix(y.address)];
        const to = zMatrix(output.address);
        multiplyEach(arena, { rows: rows * heads, m, n, k, a, b, to, accumulate: false });
      },
      // dX = dZ Y', dY = X' dZ, each as it lies in memory.
      backward(samples) {
        const rows = samples * heads;
        const dz = zMatrix(output.gradient);
        if (x.gradient) {
          const [b, to] = [turned(yMatrix(y.address)), xMatrix(x.gradient)];
          const product = { rows, m, n: k, k: n, a: dz, b, to, accumulate: x.adds };
          multiplyEach(arena, xTurned ? turnedProduct(product) : product);
        }
        if (y.gradient) {
          const [a, to] = [turned(xMatrix(x.address)), yMatrix(y.gradient)];
          const product = { rows, m: k, n, k: m, a, b: dz, to, accumulate: y.adds };
          multiplyEach(arena, yTurned ? turnedProduct(product) : product);
        }
      },
    };
  },
};

/** A matrix for each row of a batch, `step` bytes after each other. */
interface Matrices {
  readonly start: number;
  readonly rowStride: number;
  readonly columnStride: number;
  readonly step: number;
}

interface Products {
  readonly rows: number;
  /** a is [m, k], b is [k, n], to is [m, n]. */
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: Matrices;
  readonly b: Matrices;
  /** Row-major. */
  readonly to: Matrices;
  readonly accumulate: boolean;
}

function multiplyEach(arena: Arena, { rows, m, n, k, a, b, to, accumulate }: Products): void {
  const [first, second] = [a, b].map(
    ({ start, rowStride, columnStride, step }) => [start, rowStride, columnStride, step] as const,
  );
  const { batchGemm } = arena.kernels;
  batchGemm(rows, m, n, k, ...first, ...second, to.start, to.rowStride, to.step, accumulate, arena.scratch());
}

function turned({ rowStride, columnStride, ...rest }: Matrices): Matrices {
  return { ...rest, rowStride: columnStride, columnStride: rowStride };
}

/** (A B)' = B' A', for a result that lies the other way round. */
function turnedProduct({ m, n, a, b, to, ...rest }: Products): Products {
  return { ...rest, m: n, n: m, a: turned(b), b: turned(a), to: turned(to) };
}
