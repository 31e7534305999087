// Vectors and matrices as plain arrays of numbers, row by row. A matrix of data holds one example a row;
// a matrix of weights holds one unit a row. What is computed with them stands where it is used, in layer.ts.

import { ScratchError } from './scratch-error.ts';

/** Numbers in a row. */
export type Vector = readonly number[];
/** Rows of equal length. */
export type Matrix = readonly Vector[];

/**
 * Refuses a matrix that is empty, has a row of another length than `columns`, or holds a number that is not
 * finite; `name` begins the message. Throws `SHAPE_MISMATCH` or `INVALID_ARGUMENT`.
 */
export function requireMatrix({
  name,
  matrix,
  rows,
  columns,
}: {
  name: string;
  matrix: Matrix;
  rows?: number;
  columns: number;
}): void {
  if (matrix.length === 0 || (rows ?? matrix.length) !== matrix.length) {
    throw new ScratchError(
      'SHAPE_MISMATCH',
      `${name} expects ${rows ?? 'one or more'} rows, one for each example, received ${matrix.length}.`,
    );
  }
  for (const [i, row] of matrix.entries()) {
    if (row.length !== columns) {
      throw new ScratchError(
        'SHAPE_MISMATCH',
        `${name} expects rows of ${columns} numbers, received ${row.length} in row ${i}. Change the data or the network's size.`,
      );
    }
    const wrong = row.find((value) => !Number.isFinite(value));
    if (wrong !== undefined) {
      throw new ScratchError(
        'INVALID_ARGUMENT',
        `${name} expects finite numbers, received ${wrong} in row ${i}. Remove or repair that example.`,
      );
    }
  }
}
