// The same numbers in another order, of 32 bits each: how the axes of a tensor change places, and how it is turned round
// along some of them.
import { transposeBlock } from './transpose';

const AXES: i32 = 5;

// As listed in src/records/rearrangement.ts.
const COPY: i32 = 0;
const TURN: i32 = 1;
const COPY_BYTES: i32 = 3;

/**
 * As the host lays it out. At the heart a matrix, of which a row begins fromStep bytes after the one before: COPY takes its
 * rows as they are, `toStep` apart, TURN makes columns of them, which are `toStep` apart, and REVERSE copies them back to
 * front. Then five axes around it, each with its length and what a step along it leads on in `from` and in `to`.
 */
@unmanaged
export class Rearrangement {
  kind: i32;
  /** Where the first number is, in bytes after `from`. */
  start: i32;
  rows: i32;
  columns: i32;
  fromStep: i32;
  toStep: i32;
}

// @ts-ignore: decorator
@inline
function axisValue(shape: Rearrangement, axis: i32, which: i32): i32 {
  return load<i32>(changetype<usize>(shape) + <usize>((6 + axis * 3 + which) << 2));
}

export function rearrange(shape: Rearrangement, from: usize, to: usize): void {
  walk(shape, 0, from + <usize>shape.start, to);
}

function walk(shape: Rearrangement, axis: i32, from: usize, to: usize): void {
  if (axis == AXES) return matrix(shape, from, to);
  const length = axisValue(shape, axis, 0), fromStep = axisValue(shape, axis, 1), toStep = axisValue(shape, axis, 2);
  for (let index = 0; index < length; index++) {
    walk(shape, axis + 1, from, to);
    from += <usize>fromStep;
    to += <usize>toStep;
  }
}

function matrix(shape: Rearrangement, from: usize, to: usize): void {
  const rows = shape.rows, columns = shape.columns;
  const fromStep = <usize>shape.fromStep, toStep = <usize>shape.toStep;
  if (shape.kind == TURN) return turn(from, fromStep, rows, columns, to, toStep);
  if (shape.kind == COPY && columns == 1) return copyColumn(from, fromStep, rows, to, toStep);
  for (let row = 0; row < rows; row++) {
    if (shape.kind == COPY) copyRow(from, columns, to);
    else if (shape.kind == COPY_BYTES) memory.copy(to, from, columns);
    else reverseRow(from, columns, to);
    from += fromStep;
    to += toStep;
  }
}

/** Numbers in a cache line: so many rows and columns at a time, each line of either matrix is fetched once. */
const LINE: i32 = 16;

// @ts-ignore: decorator
@inline
function turn(from: usize, fromStep: usize, rows: i32, columns: i32, to: usize, toStep: usize): void {
  for (let column = 0; column < columns; column += LINE) {
    for (let row = 0; row < rows; row += LINE) {
      const at = from + <usize>row * fromStep + (<usize>column << 2);
      const target = to + <usize>column * toStep + (<usize>row << 2);
      transposeBlock(at, fromStep, min(rows - row, LINE), min(columns - column, LINE), target, toStep);
    }
  }
}

// @ts-ignore: decorator
@inline
function copyColumn(from: usize, fromStep: usize, count: i32, to: usize, toStep: usize): void {
  for (let row = 0; row < count; row++) {
    store<u32>(to, load<u32>(from));
    from += fromStep;
    to += toStep;
  }
}

// @ts-ignore: decorator
@inline
function copyRow(from: usize, count: i32, to: usize): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  for (; to < whole; to += 16) {
    v128.store(to, v128.load(from));
    from += 16;
  }
  for (; to < end; to += 4) {
    store<u32>(to, load<u32>(from));
    from += 4;
  }
}

// `from` is where the last number of the row is.
// @ts-ignore: decorator
@inline
function reverseRow(from: usize, count: i32, to: usize): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  for (; to < whole; to += 16) {
    const four = v128.load(from - 12);
    v128.store(to, i32x4.shuffle(four, four, 3, 2, 1, 0));
    from -= 16;
  }
  for (; to < end; to += 4) {
    store<u32>(to, load<u32>(from));
    from -= 4;
  }
}
