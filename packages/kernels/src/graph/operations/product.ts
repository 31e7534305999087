// Matrix products over places in a plan's memory, with the strides worked out from the shapes.
import type { Arena } from '../memory/arena.ts';

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
