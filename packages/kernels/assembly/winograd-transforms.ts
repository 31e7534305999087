// Winograd's transforms of squares. One output tile is
//
//   y = A' [ (G g G') * (B' d B) ] A       g filter 3x3, d input tile, y output tile, * elementwise
//
// and the gradients are the same formula read backwards, each map replaced by its transpose. Tiles have 4x4 outputs, and
// inputs 6x6; at an image's edge there may be 3 or 2 rows, columns or both. A map of a square is a map of its columns, then
// of its rows (winograd-lines.ts). What is transformed has 36 positions, 6 to a row, of which smaller tiles lack some.
import {
  inputLineOfFour, inputLineOfThree, inputLineOfTwo, inputLineTransposedOfFour, inputLineTransposedOfThree,
  inputLineTransposedOfTwo, outputLineOfFour, outputLineOfThree, outputLineOfTwo, outputLineTransposedOfFour,
  outputLineTransposedOfThree, outputLineTransposedOfTwo, put, times,
} from './winograd-lines';

const V: usize = 16;
const ROW: usize = 6 * V;

/** Bytes of a square of 6 x 6 vectors. */
export const SQUARE_BYTES: usize = 6 * ROW;

/** Whether tiles of so many outputs a line have a value at the point: 0, 1, -1, 2, -2 and infinity, in this order. */
export function hasPoint(outputs: i32, point: i32): bool {
  return point <= outputs || point == 5;
}

// The index-th of a tile's points.
// @ts-ignore: decorator
@inline
function pointOf(outputs: i32, index: i32): usize {
  return <usize>(index > outputs ? 5 : index);
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

// Each map of a square takes vectors `rowStep` and `columnStep` bytes apart to vectors `toStep` bytes apart in row
// order, by way of `buffer` (SQUARE_BYTES).

/** B' d B: [rows + 2, columns + 2] to positions. */
export function transformInput(
  rows: i32, columns: i32, from: usize, rowStep: usize, columnStep: usize, to: usize, toStep: usize, buffer: usize,
): void {
  const width = columns + 2, points = rows + 2;
  if (rows == 4) for (let i = 0; i < width; i++) inputLineOfFour(from + <usize>i * columnStep, rowStep, buffer + <usize>i * V, ROW);
  else if (rows == 3) for (let i = 0; i < width; i++) inputLineOfThree(from + <usize>i * columnStep, rowStep, buffer + <usize>i * V, ROW);
  else for (let i = 0; i < width; i++) inputLineOfTwo(from + <usize>i * columnStep, rowStep, buffer + <usize>i * V, ROW);
  for (let i = 0; i < points; i++) {
    const point = pointOf(rows, i), line = buffer + point * ROW, target = to + 6 * point * toStep;
    if (columns == 4) inputLineOfFour(line, V, target, toStep);
    else if (columns == 3) inputLineOfThree(line, V, target, toStep);
    else inputLineOfTwo(line, V, target, toStep);
  }
}

/** B v B': positions to [rows + 2, columns + 2], of which rows y0 to y1 and columns x0 to x1 are added to what is there. */
export function addInputBack(
  rows: i32, columns: i32, from: usize, fromStep: usize, to: usize, rowStep: usize, columnStep: usize,
  y0: i32, y1: i32, x0: i32, x1: i32, buffer: usize,
): void {
  const points = columns + 2;
  for (let i = 0; i < points; i++) {
    const point = pointOf(columns, i), line = from + point * fromStep, target = buffer + point * V;
    if (rows == 4) inputLineTransposedOfFour(line, 6 * fromStep, target, ROW, false, true, true);
    else if (rows == 3) inputLineTransposedOfThree(line, 6 * fromStep, target, ROW, false, true, true);
    else inputLineTransposedOfTwo(line, 6 * fromStep, target, ROW, false, true, true);
  }
  // Padding of one pixel or none, as nearly always, cuts off no more than the first column and the last.
  const first = x0 == 0, last = x1 == columns + 2, isCut = x0 > 1 || x1 < columns + 1;
  for (let y = y0; y < y1; y++) {
    const line = buffer + <usize>y * ROW, target = to + <usize>y * rowStep;
    if (isCut) {
      if (columns == 4) inputLineTransposedOfFour(line, V, line, V, false, true, true);
      else if (columns == 3) inputLineTransposedOfThree(line, V, line, V, false, true, true);
      else inputLineTransposedOfTwo(line, V, line, V, false, true, true);
      for (let x = x0; x < x1; x++) put(target + <usize>x * columnStep, true, v128.load(line + <usize>x * V));
    } else if (columns == 4) inputLineTransposedOfFour(line, V, target, columnStep, true, first, last);
    else if (columns == 3) inputLineTransposedOfThree(line, V, target, columnStep, true, first, last);
    else inputLineTransposedOfTwo(line, V, target, columnStep, true, first, last);
  }
}

/** max(A' m A + bias, floor): positions to [rows, columns]. */
export function transformOutput(
  rows: i32, columns: i32, from: usize, fromStep: usize, bias: v128, floor: v128, to: usize, rowStep: usize, columnStep: usize,
  buffer: usize,
): void {
  const none = f32x4.splat(-0.0), lowest = f32x4.splat(-Infinity), points = columns + 2;
  for (let i = 0; i < points; i++) {
    const point = pointOf(columns, i), line = from + point * fromStep, target = buffer + point * V;
    if (rows == 4) outputLineOfFour(line, 6 * fromStep, target, ROW, none, lowest);
    else if (rows == 3) outputLineOfThree(line, 6 * fromStep, target, ROW, none, lowest);
    else outputLineOfTwo(line, 6 * fromStep, target, ROW, none, lowest);
  }
  for (let y = 0; y < rows; y++) {
    const line = buffer + <usize>y * ROW, target = to + <usize>y * rowStep;
    if (columns == 4) outputLineOfFour(line, V, target, columnStep, bias, floor);
    else if (columns == 3) outputLineOfThree(line, V, target, columnStep, bias, floor);
    else outputLineOfTwo(line, V, target, columnStep, bias, floor);
  }
}

/** A y A': [rows, columns] to positions. */
export function transformOutputBack(
  rows: i32, columns: i32, from: usize, rowStep: usize, columnStep: usize, to: usize, toStep: usize, buffer: usize,
): void {
  const points = rows + 2;
  for (let x = 0; x < columns; x++) {
    const line = from + <usize>x * columnStep, target = buffer + <usize>x * V;
    if (rows == 4) outputLineTransposedOfFour(line, rowStep, target, ROW);
    else if (rows == 3) outputLineTransposedOfThree(line, rowStep, target, ROW);
    else outputLineTransposedOfTwo(line, rowStep, target, ROW);
  }
  for (let i = 0; i < points; i++) {
    const point = pointOf(rows, i), line = buffer + point * ROW, target = to + 6 * point * toStep;
    if (columns == 4) outputLineTransposedOfFour(line, V, target, toStep);
    else if (columns == 3) outputLineTransposedOfThree(line, V, target, toStep);
    else outputLineTransposedOfTwo(line, V, target, toStep);
  }
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
