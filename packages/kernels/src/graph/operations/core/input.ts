// One of a network's inputs: a column of samples that is gathered row by row and becomes floats. It has no backward pass.
import type { Arena } from '../../memory/arena.ts';
import { type Shape, sizeOf } from '../../network/graph.ts';
import { flag, oneOf, optional, shape } from '../fields.ts';
import type { Operation, Value } from '../operation.ts';

/** Types of the arrays that samples come in. */
export type ColumnType = 'uint8' | 'int32' | 'float32';

/** A column of samples: all of the data set, row by row. */
export type Column = Uint8Array | Int32Array | Float32Array;

/** An input of the network. */
export interface InputSpec {
  readonly kind: 'input';
  readonly shape: Shape;
  /** Type of the column. Integers become floats of the same value, exact up to 2^24. */
  readonly type: ColumnType;
  /** Whether bytes 0..255 become 0..1. For 'uint8' alone; no by default. */
  readonly scaled?: boolean;
}

export const input: Operation<InputSpec> = {
  fields: { shape, type: oneOf('uint8', 'int32', 'float32'), scaled: optional(flag) },

  shapes: ({ shape }) => ({ output: shape }),
  memory: () => ({ readsInputs: false, readsOutput: false }),
  // The column is loaded before the pass begins: see createColumnLoader.
  bind: () => ({ forward() {}, backward() {} }),
};

/** Gathers rows of a column into an input's value. */
export type LoadColumn = (column: Column, indices: ArrayLike<number>) => void;

export function createColumnLoader(
  { scaled = false, shape }: InputSpec,
  { arena, value, rows }: { readonly arena: Arena; readonly value: Value; readonly rows: number },
): LoadColumn {
  const size = sizeOf(shape);
  if (!scaled) {
    return (column, indices) => {
      const to = new Float32Array(arena.memory.buffer, value.address, indices.length * size);
      gather(to, column, { indices, size });
    };
  }
  const bytes = arena.allocate(rows * size);
  return (column, indices) => {
    gather(new Uint8Array(arena.memory.buffer, bytes, indices.length * size), column, { indices, size });
    arena.kernels.scaleBytes(bytes, indices.length * size, value.address);
  };
}

/** Below so many values a view of a row costs more than copying them one by one. */
const shortRow = 64;

function gather(
  to: Column,
  column: Column,
  { indices, size }: { readonly indices: ArrayLike<number>; readonly size: number },
): void {
  for (let row = 0; row < indices.length; row++) {
    const from = indices[row] * size;
    if (size > shortRow) to.set(column.subarray(from, from + size), row * size);
    else for (let i = 0; i < size; i++) to[row * size + i] = column[from + i];
  }
}
