// Winograd's transforms of squares. One output tile is
//
//   y = A' [ (G g G') * (B' d B) ] A       g filter 3x3, d input tile, y output tile, * elementwise
//
// and the gradients are the same formula read backwards, each map replaced by its transpose. Tiles have 4x4 outputs, and
// inputs 6x6; at an image's edge there may be 3 or 2 rows, columns or both. A map of a square is a map of its columns, then
// of its rows (lines.ts). What is transformed has 36 positions, 6 to a row, of which smaller tiles lack some.
import {
  inputLineOfFour, inputLineOfThree, inputLineOfTwo, inputLineTransposedOfFour, inputLineTransposedOfThree,
  inputLineTransposedOfTwo, outputLineOfFour, outputLineOfThree, outputLineOfTwo, outputLineTransposedOfFour,
  outputLineTransposedOfThree, outputLineTransposedOfTwo, put, times,
} from './lines';

const V: usize = 16;
const ROW: usize = 6 * V;

/** Bytes of a square of 6 x 6 vectors. */
export const SQUARE_BYTES: usize = 6 * ROW;

/** Whether tiles of so many outputs a line have a value at the point: 0, 1, -1, 2, -2 and infinity, in this order. */
export function hasPoint(outputs: i32, point: i32): bool {
  return point <= outputs || point == 5;
}

// G: three filter taps to six.
// @ts-ignore: decorator
@inline
function filterLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + step), g2 = v128.load(from + 2 * step);
  const ends = times(-1 / 6, f32x4.add(g0, g2)), middle = times(1 / 6, g1);
  const endsFar = f32x4.add(times(1 / 24, g0), times(1 / 6, g2)), middleFar = times(1 / 12, g1);
  v128.store(to, times(1 / 4, g0));
  v128.store(to + toStep, f32x4.sub(ends, middle));
  v128.store(to + 2 * toStep, f32x4.add(ends, middle));
  v128.store(to + 3 * toStep, f32x4.add(endsFar, middleFar));
  v128.store(to + 4 * toStep, f32x4.sub(endsFar, middleFar));
  v128.store(to + 5 * toStep, g2);
}

// G': six filter gradients to three.
// @ts-ignore: decorator
@inline
function filterLineTransposed(from: usize, step: usize, to: usize, toStep: usize): void {
  const u0 = v128.load(from), u1 = v128.load(from + step), u2 = v128.load(from + 2 * step);
  const u3 = v128.load(from + 3 * step), u4 = v128.load(from + 4 * step), u5 = v128.load(from + 5 * step);
  const near = times(-1 / 6, f32x4.add(u1, u2)), far = f32x4.add(u3, u4);
  v128.store(to, f32x4.add(f32x4.add(times(1 / 4, u0), near), times(1 / 24, far)));
  v128.store(to + toStep, f32x4.add(times(1 / 6, f32x4.sub(u2, u1)), times(1 / 12, f32x4.sub(u3, u4))));
  v128.store(to + 2 * toStep, f32x4.add(f32x4.add(near, times(1 / 6, far)), u5));
}

// A line of a tile with so many outputs a line.

// @ts-ignore: decorator
@inline
function inputLine(outputs: i32, from: usize, step: usize, to: usize, toStep: usize): void {
  if (outputs == 4) inputLineOfFour(from, step, to, toStep);
  else if (outputs == 3) inputLineOfThree(from, step, to, toStep);
  else inputLineOfTwo(from, step, to, toStep);
}

// @ts-ignore: decorator
@inline
function inputLineTransposed(outputs: i32, from: usize, step: usize, to: usize, toStep: usize, accumulate: bool, first: bool, last: bool): void {
  if (outputs == 4) inputLineTransposedOfFour(from, step, to, toStep, accumulate, first, last);
  else if (outputs == 3) inputLineTransposedOfThree(from, step, to, toStep, accumulate, first, last);
  else inputLineTransposedOfTwo(from, step, to, toStep, accumulate, first, last);
}

// @ts-ignore: decorator
@inline
function outputLine(outputs: i32, from: usize, step: usize, to: usize, toStep: usize, bias: v128, floor: v128): void {
  if (outputs == 4) outputLineOfFour(from, step, to, toStep, bias, floor);
  else if (outputs == 3) outputLineOfThree(from, step, to, toStep, bias, floor);
  else outputLineOfTwo(from, step, to, toStep, bias, floor);
}

// @ts-ignore: decorator
@inline
function outputLineTransposed(outputs: i32, from: usize, step: usize, to: usize, toStep: usize): void {
  if (outputs == 4) outputLineTransposedOfFour(from, step, to, toStep);
  else if (outputs == 3) outputLineTransposedOfThree(from, step, to, toStep);
  else outputLineTransposedOfTwo(from, step, to, toStep);
}

// Each map of a square takes vectors `rowStep` and `columnStep` bytes apart to vectors `toStep` bytes apart in row
// order, by way of `buffer` (SQUARE_BYTES). Line after line is written out: to count them took
// a fifth of the instructions.

/** B' d B: [rows + 2, columns + 2] to positions. */
export function transformInput(
  rows: i32, columns: i32, from: usize, rowStep: usize, columnStep: usize, to: usize, toStep: usize, buffer: usize,
): void {
  inputLine(rows, from, rowStep, buffer, ROW);
  inputLine(rows, from + columnStep, rowStep, buffer + V, ROW);
  inputLine(rows, from + 2 * columnStep, rowStep, buffer + 2 * V, ROW);
  inputLine(rows, from + 3 * columnStep, rowStep, buffer + 3 * V, ROW);
  if (columns > 2) inputLine(rows, from + 4 * columnStep, rowStep, buffer + 4 * V, ROW);
  if (columns > 3) inputLine(rows, from + 5 * columnStep, rowStep, buffer + 5 * V, ROW);
  const toRow = 6 * toStep;
  inputLine(columns, buffer, V, to, toStep);
  inputLine(columns, buffer + ROW, V, to + toRow, toStep);
  inputLine(columns, buffer + 2 * ROW, V, to + 2 * toRow, toStep);
  if (rows > 2) inputLine(columns, buffer + 3 * ROW, V, to + 3 * toRow, toStep);
  if (rows > 3) inputLine(columns, buffer + 4 * ROW, V, to + 4 * toRow, toStep);
  inputLine(columns, buffer + 5 * ROW, V, to + 5 * toRow, toStep);
}

/** B v B': positions to [rows + 2, columns + 2], of which rows y0 to y1 and columns x0 to x1 are added to what is there. */
export function addInputBack(
  rows: i32, columns: i32, from: usize, fromStep: usize, to: usize, rowStep: usize, columnStep: usize,
  y0: i32, y1: i32, x0: i32, x1: i32, buffer: usize,
): void {
  const fromRow = 6 * fromStep;
  inputLineTransposed(rows, from, fromRow, buffer, ROW, false, true, true);
  inputLineTransposed(rows, from + fromStep, fromRow, buffer + V, ROW, false, true, true);
  inputLineTransposed(rows, from + 2 * fromStep, fromRow, buffer + 2 * V, ROW, false, true, true);
  if (columns > 2) inputLineTransposed(rows, from + 3 * fromStep, fromRow, buffer + 3 * V, ROW, false, true, true);
  if (columns > 3) inputLineTransposed(rows, from + 4 * fromStep, fromRow, buffer + 4 * V, ROW, false, true, true);
  inputLineTransposed(rows, from + 5 * fromStep, fromRow, buffer + 5 * V, ROW, false, true, true);
  // Padding of one pixel or none, as nearly always, cuts off no more than the first column and the last.
  const first = x0 == 0, last = x1 == columns + 2, isCut = x0 > 1 || x1 < columns + 1;
  for (let y = y0; y < y1; y++) {
    const line = buffer + <usize>y * ROW, target = to + <usize>y * rowStep;
    if (isCut) {
      inputLineTransposed(columns, line, V, line, V, false, true, true);
      for (let x = x0; x < x1; x++) put(target + <usize>x * columnStep, true, v128.load(line + <usize>x * V));
    } else inputLineTransposed(columns, line, V, target, columnStep, true, first, last);
  }
}

/** max(A' m A + bias, floor): positions to [rows, columns]. */
export function transformOutput(
  rows: i32, columns: i32, from: usize, fromStep: usize, bias: v128, floor: v128, to: usize, rowStep: usize, columnStep: usize,
  buffer: usize,
): void {
  const none = f32x4.splat(-0.0), lowest = f32x4.splat(-Infinity), fromRow = 6 * fromStep;
  outputLine(rows, from, fromRow, buffer, ROW, none, lowest);
  outputLine(rows, from + fromStep, fromRow, buffer + V, ROW, none, lowest);
  outputLine(rows, from + 2 * fromStep, fromRow, buffer + 2 * V, ROW, none, lowest);
  if (columns > 2) outputLine(rows, from + 3 * fromStep, fromRow, buffer + 3 * V, ROW, none, lowest);
  if (columns > 3) outputLine(rows, from + 4 * fromStep, fromRow, buffer + 4 * V, ROW, none, lowest);
  outputLine(rows, from + 5 * fromStep, fromRow, buffer + 5 * V, ROW, none, lowest);
  outputLine(columns, buffer, V, to, columnStep, bias, floor);
  outputLine(columns, buffer + ROW, V, to + rowStep, columnStep, bias, floor);
  if (rows > 2) outputLine(columns, buffer + 2 * ROW, V, to + 2 * rowStep, columnStep, bias, floor);
  if (rows > 3) outputLine(columns, buffer + 3 * ROW, V, to + 3 * rowStep, columnStep, bias, floor);
}

/** A y A': [rows, columns] to positions. */
export function transformOutputBack(
  rows: i32, columns: i32, from: usize, rowStep: usize, columnStep: usize, to: usize, toStep: usize, buffer: usize,
): void {
  outputLineTransposed(rows, from, rowStep, buffer, ROW);
  outputLineTransposed(rows, from + columnStep, rowStep, buffer + V, ROW);
  if (columns > 2) outputLineTransposed(rows, from + 2 * columnStep, rowStep, buffer + 2 * V, ROW);
  if (columns > 3) outputLineTransposed(rows, from + 3 * columnStep, rowStep, buffer + 3 * V, ROW);
  const toRow = 6 * toStep;
  outputLineTransposed(columns, buffer, V, to, toStep);
  outputLineTransposed(columns, buffer + ROW, V, to + toRow, toStep);
  outputLineTransposed(columns, buffer + 2 * ROW, V, to + 2 * toRow, toStep);
  if (rows > 2) outputLineTransposed(columns, buffer + 3 * ROW, V, to + 3 * toRow, toStep);
  if (rows > 3) outputLineTransposed(columns, buffer + 4 * ROW, V, to + 4 * toRow, toStep);
  outputLineTransposed(columns, buffer + 5 * ROW, V, to + 5 * toRow, toStep);
}

/** G g G': 3x3 to 36. */
export function transformFilter(from: usize, rowStep: usize, columnStep: usize, to: usize, toStep: usize, buffer: usize): void {
  for (let i: usize = 0; i < 3; i++) filterLine(from + i * columnStep, rowStep, buffer + i * V, 3 * V);
  for (let i: usize = 0; i < 6; i++) filterLine(buffer + i * 3 * V, V, to + i * 6 * toStep, toStep);
}

/** G' u G: 36 to 3x3. */
export function transformFilterBack(from: usize, fromStep: usize, to: usize, rowStep: usize, columnStep: usize, buffer: usize): void {
  for (let i: usize = 0; i < 6; i++) filterLineTransposed(from + i * fromStep, 6 * fromStep, buffer + i * V, 6 * V);
  for (let i: usize = 0; i < 3; i++) filterLineTransposed(buffer + i * 6 * V, V, to + i * rowStep, columnStep);
}
