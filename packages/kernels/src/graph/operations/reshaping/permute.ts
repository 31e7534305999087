// The axes of a value in another order.
import { KernelError } from '../../../kernel-error.ts';
import { layOut } from '../../../records/rearrangement.ts';
import type { Arena } from '../../memory/arena.ts';
import type { Shape } from '../../network/graph.ts';
import { shape } from '../fields.ts';
import type { Operation } from '../operation.ts';

/** Another order of the axes. */
export interface PermuteSpec {
  readonly kind: 'permute';
  /** Axis i of the output is axis dims[i] of the input; 1 is the first axis after the batch, as in Keras. */
  readonly dims: Shape;
}

export const permute: Operation<PermuteSpec> = {
  fields: { dims: shape },

  shapes({ dims }, [x]) {
    const sorted = [...dims].sort((a, b) => a - b);
    if (sorted.length === x.length && sorted.every((axis, i) => axis === i + 1)) {
      return { output: dims.map((axis) => x[axis - 1]) };
    }
    throw new KernelError(
      'UNSUPPORTED',
      `permute expects the axes 1 to ${x.length} of [batch, ${x.join(', ')}] in any order, received ${dims.join(', ')}.`,
    );
  },

  memory: ({ dims }, { inputs: [x] }) => ({
    readsInputs: false,
    readsOutput: false,
    isView: layOut({ shape: x, axes: dims.map((axis) => axis - 1), reversed: [] }) === undefined,
  }),

  bind({ dims }, { arena, inputs: [x], output }) {
    const inverse = dims.map((_, i) => dims.indexOf(i + 1) + 1);
    const turn = bindRearrangement(arena, x.shape, dims);
    const turnBack = bindRearrangement(arena, output.shape, inverse);
    return {
      forward: (rows) => turn(x.address, output.address, rows),
      backward(rows) {
        if (x.gradient) turnBack(output.gradient, x.gradient, rows);
      },
    };
  },
};

/** Rows of a shape, given at one address, to another with their axes in this order. */
function bindRearrangement(
  arena: Arena,
  shape: Shape,
  dims: readonly number[],
): (from: number, to: number, rows: number) => void {
  // A batch of one row would be laid out without its axis.
  const layoutOf = (rows: number) =>
    layOut({ shape: [rows, ...shape], axes: [0, ...dims], reversed: [] }) ?? [];
  let laidOut = 2;
  const record = arena.record(layoutOf(laidOut));
  return (from, to, rows) => {
    if (rows !== laidOut) {
      const layout = layoutOf(rows);
      new Int32Array(arena.memory.buffer, record, layout.length).set(layout);
      laidOut = rows;
    }
    arena.kernels.rearrange(record, from, to);
  };
}
