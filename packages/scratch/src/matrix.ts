// Vectors and matrices as plain arrays of numbers, row by row, and their checks. A matrix of data has one example per row, a
// matrix of weights one unit per row. The arithmetic is in network/layer.ts, where it is used.

import { describeValue } from '#arguments';
import { check } from './check.ts';
import { ScratchError } from './scratch-error.ts';

/** An array of numbers. */
export type Vector = readonly number[];
/** Rows of equal length. */
export type Matrix = readonly Vector[];

/**
 * Throws `INVALID_ARGUMENT` unless `vector` is a plain array of finite numbers, and `SHAPE_MISMATCH` unless it has this
 * `length`; the message starts with `name`. Typed arrays are rejected, because they would round the results.
 */
export function requireVector({
  name,
  vector,
  length,
}: {
  name: string;
  vector: unknown;
  length?: number;
}): void {
  check.that(Array.isArray(vector), name, { expected: 'an array of numbers', value: vector });
  const values = vector as readonly unknown[];
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) check.number(`${name}[${wrong}]`, values[wrong]);
  if (length !== undefined && values.length !== length) {
    throw new ScratchError('SHAPE_MISMATCH', `${name} expects ${length} numbers, received ${values.length}.`);
  }
}

/**
 * Throws `SHAPE_MISMATCH` if the matrix is empty or does not have this number of `rows` and `columns`, and
 * `INVALID_ARGUMENT` if it contains anything but finite numbers; the message starts with `name`. Without `columns`, all rows
 * must be as long as the first.
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
  columns?: number;
}): void {
  check.list(name, matrix);
  if (matrix.length === 0 || (rows ?? matrix.length) !== matrix.length) {
    throw new ScratchError(
      'SHAPE_MISMATCH',
      `${name} expects ${rows ?? 'one or more'} rows, one for each example, received ${matrix.length}.`,
    );
  }
  const width = columns ?? matrix[0]?.length;
  // Indexed, because forEach skips holes.
  for (let i = 0; i < matrix.length; i++) requireRow({ name, row: matrix[i], i, columns: width });
}

function requireRow({
  name,
  row,
  i,
  columns,
}: {
  name: string;
  row: Vector;
  i: number;
  columns: number;
}): void {
  if (!Array.isArray(row)) {
    check.that(false, `${name}[${i}]`, { expected: `an array of ${countOf(columns)}`, value: row });
  }
  if (row.length !== columns || columns === 0) {
    throw new ScratchError(
      'SHAPE_MISMATCH',
      `${name} expects rows of ${countOf(columns)}, received ${row.length} in row ${i}. Change the data or the network's size.`,
    );
  }
  const wrong = row.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new ScratchError(
      'INVALID_ARGUMENT',
      `${name} expects finite numbers, received ${describeValue(row[wrong])} in row ${i}. Remove or repair that example.`,
    );
  }
}

function countOf(columns: number | undefined): string {
  return columns === 1 ? '1 number' : `${columns || 'one or more'} numbers`;
}
