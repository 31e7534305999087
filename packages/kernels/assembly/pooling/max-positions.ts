// Where the largest number of a window of images is: what the gradient of max pooling and the kernel that asks for positions share. A
// window has rows of columns, each a step in bytes apart. Lanes are channels, or windows behind one another whose numbers lie so
// in memory too. For volumes: max-of-columns.ts.
import { loadLanes } from '../memory/lanes';

/** Each number of `output`, which is a gradient, is added to that number of `to` that stands where the largest is. */
export const GRADIENT: i32 = 0;
/** Each number of `output` becomes the index of the largest, as int32: `number` is that of the window's first. -1 for none. */
export const INDEX: i32 = 1;

/**
 * Looks for the largest number of each of `lanes` windows that begin at `from`, the first of several. Neither NaN nor -Infinity is
 * ever the largest. `to` begins where `from` does. `kind` is a constant.
 */
// @ts-ignore: decorator
@inline
export function maxPositions(
  kind: i32, lanes: i32, rows: i32, columns: i32, rowStep: usize,
  columnStep: usize, from: usize, output: usize, to: usize, number: i32,
): void {
  let rest = lanes;
  for (; rest >= 16; rest -= 16) {
    sixteen(kind, rows, columns, rowStep, columnStep, from, output, to, number);
    from += 64;
    output += 64;
    to += 64;
    number += 16;
  }
  for (; rest >= 4; rest -= 4) {
    few(kind, 4, rows, columns, rowStep, columnStep, from, output, to, number);
    from += 16;
    output += 16;
    to += 16;
    number += 4;
  }
  if (rest > 0) few(kind, rest, rows, columns, rowStep, columnStep, from, output, to, number);
}

// Places are bytes from the window's first number on, and one more, so that 0 is none. They rise while the window is read: that
// of a larger number is the larger position.
// @ts-ignore: decorator
@inline
function later(position: v128, here: v128, value: v128, largest: v128): v128 {
  return i32x4.max_s(position, v128.and(here, f32x4.gt(value, largest)));
}

// @ts-ignore: decorator
@inline
function sixteen(
  kind: i32, rows: i32, columns: i32, rowStep: usize,
  columnStep: usize, from: usize, output: usize, to: usize, number: i32,
): void {
  let a = f32x4.splat(-Infinity), b = a, c = a, d = a;
  let p = i32x4.splat(0), q = p, r = p, s = p;
  const step = i32x4.splat(<i32>columnStep);
  for (let row = 0, line = from; row < rows; row++) {
    let at = line, here = i32x4.splat(<i32>(line - from) + 1);
    for (let column = 0; column < columns; column++) {
      const v = v128.load(at), w = v128.load(at, 16), x = v128.load(at, 32), y = v128.load(at, 48);
      p = later(p, here, v, a);
      q = later(q, here, w, b);
      r = later(r, here, x, c);
      s = later(s, here, y, d);
      a = f32x4.pmax(a, v);
      b = f32x4.pmax(b, w);
      c = f32x4.pmax(c, x);
      d = f32x4.pmax(d, y);
      at += columnStep;
      here = i32x4.add(here, step);
    }
    line += rowStep;
  }
  four(kind, p, output, to, number);
  four(kind, q, output + 16, to + 16, number + 4);
  four(kind, r, output + 32, to + 32, number + 8);
  four(kind, s, output + 48, to + 48, number + 12);
}

// @ts-ignore: decorator
@inline
function few(
  kind: i32, lanes: i32, rows: i32, columns: i32, rowStep: usize,
  columnStep: usize, from: usize, output: usize, to: usize, number: i32,
): void {
  let largest = f32x4.splat(-Infinity), position = i32x4.splat(0);
  for (let row = 0, line = from; row < rows; row++) {
    let at = line;
    for (let column = 0; column < columns; column++) {
      const value = loadLanes(at, lanes);
      position = later(position, i32x4.splat(<i32>(at - from) + 1), value, largest);
      largest = f32x4.pmax(largest, value);
      at += columnStep;
    }
    line += rowStep;
  }
  if (lanes == 4) return four(kind, position, output, to, number);
  one(kind, i32x4.extract_lane(position, 0), output, to, number);
  if (lanes > 1) one(kind, i32x4.extract_lane(position, 1), output + 4, to + 4, number + 1);
  if (lanes > 2) one(kind, i32x4.extract_lane(position, 2), output + 8, to + 8, number + 2);
}

// @ts-ignore: decorator
@inline
function four(kind: i32, position: v128, output: usize, to: usize, number: i32): void {
  one(kind, i32x4.extract_lane(position, 0), output, to, number);
  one(kind, i32x4.extract_lane(position, 1), output + 4, to + 4, number + 1);
  one(kind, i32x4.extract_lane(position, 2), output + 8, to + 8, number + 2);
  one(kind, i32x4.extract_lane(position, 3), output + 12, to + 12, number + 3);
}

// @ts-ignore: decorator
@inline
export function one(kind: i32, position: i32, output: usize, to: usize, number: i32): void {
  if (kind == INDEX) store<i32>(output, position ? number + ((position - 1) >> 2) : -1);
  else if (position) store<f32>(to + <usize>(position - 1), load<f32>(to + <usize>(position - 1)) + load<f32>(output));
}
