// What the numbers of a window come to: their largest, their mean, or a multiple of their sum. A window has slices of rows of
// columns, each a step in bytes apart; a window of an image has one slice. Lanes are channels, or windows behind one another
// whose numbers lie so in memory too. What a window comes to stays in registers while it is read.
import { loadLanes, storeLanes } from '../memory/lanes';

export const LARGEST: i32 = 0;
/** The sum by `by`. */
export const MEAN: i32 = 1;
/** The sum times `by`. */
export const SHARE: i32 = 2;

// @ts-ignore: decorator
@inline
export function reduceWindow(
  kind: i32, channels: i32, slices: i32, rows: i32, columns: i32, planeStep: usize, rowStep: usize, columnStep: usize,
  from: usize, to: usize, by: f32,
): void {
  let rest = channels;
  for (; rest >= 16; rest -= 16) {
    sixteen(kind, slices, rows, columns, planeStep, rowStep, columnStep, from, to, by);
    from += 64;
    to += 64;
  }
  for (; rest > 4; rest -= 8) {
    // The second four reach back over the first where there are less than eight.
    const second = rest < 8 ? <usize>(rest - 4) << 2 : 16;
    eight(kind, second, slices, rows, columns, planeStep, rowStep, columnStep, from, to, by);
    from += 32;
    to += 32;
  }
  if (rest > 0 && (rest == 4 || channels > 4)) {
    const back = <usize>(4 - rest) << 2;
    few(kind, 4, slices, rows, columns, planeStep, rowStep, columnStep, from - back, to - back, by);
  } else if (rest == 1) few(kind, 1, slices, rows, columns, planeStep, rowStep, columnStep, from, to, by);
  else if (rest == 2) few(kind, 2, slices, rows, columns, planeStep, rowStep, columnStep, from, to, by);
  else if (rest == 3) few(kind, 3, slices, rows, columns, planeStep, rowStep, columnStep, from, to, by);
}

/** All rows of a window, of each of its slices. Nothing is left to work out where `slices` is a constant 1. */
// @ts-ignore: decorator
@inline
export function rowsOf(slices: i32, rows: i32): i32 {
  return slices == 1 ? rows : max(slices, 0) * max(rows, 0);
}

// A NaN is never larger: as in tfjs' cpu backend a maximum passes over it.
// @ts-ignore: decorator
@inline
function include(kind: i32, sofar: v128, value: v128): v128 {
  return kind == LARGEST ? f32x4.pmax(sofar, value) : f32x4.add(sofar, value);
}

// @ts-ignore: decorator
@inline
function start(kind: i32): v128 {
  return f32x4.splat(kind == LARGEST ? -Infinity : 0);
}

// @ts-ignore: decorator
@inline
function finish(kind: i32, sofar: v128, by: f32): v128 {
  if (kind == MEAN) return f32x4.div(sofar, f32x4.splat(by));
  return kind == SHARE ? f32x4.mul(sofar, f32x4.splat(by)) : sofar;
}

// @ts-ignore: decorator
@inline
function sixteen(
  kind: i32, slices: i32, rows: i32, columns: i32, planeStep: usize, rowStep: usize, columnStep: usize,
  from: usize, to: usize, by: f32,
): void {
  let a = start(kind), b = a, c = a, d = a;
  for (let row = 0, end = rowsOf(slices, rows), line = from, left = rows; row < end; row++) {
    let at = line;
    for (let column = 0; column < columns; column++) {
      a = include(kind, a, v128.load(at));
      b = include(kind, b, v128.load(at, 16));
      c = include(kind, c, v128.load(at, 32));
      d = include(kind, d, v128.load(at, 48));
      at += columnStep;
    }
    line += rowStep;
    if (slices > 1 && --left == 0) {
      line += planeStep - <usize>rows * rowStep;
      left = rows;
    }
  }
  v128.store(to, finish(kind, a, by));
  v128.store(to, finish(kind, b, by), 16);
  v128.store(to, finish(kind, c, by), 32);
  v128.store(to, finish(kind, d, by), 48);
}

// Four channels, and four that begin `second` bytes behind them.
// @ts-ignore: decorator
@inline
function eight(
  kind: i32, second: usize, slices: i32, rows: i32, columns: i32, planeStep: usize, rowStep: usize, columnStep: usize,
  from: usize, to: usize, by: f32,
): void {
  let a = start(kind), b = a;
  for (let row = 0, end = rowsOf(slices, rows), line = from, left = rows; row < end; row++) {
    let at = line;
    for (let column = 0; column < columns; column++) {
      a = include(kind, a, v128.load(at));
      b = include(kind, b, v128.load(at + second));
      at += columnStep;
    }
    line += rowStep;
    if (slices > 1 && --left == 0) {
      line += planeStep - <usize>rows * rowStep;
      left = rows;
    }
  }
  v128.store(to, finish(kind, a, by));
  v128.store(to + second, finish(kind, b, by));
}

// @ts-ignore: decorator
@inline
function few(
  kind: i32, lanes: i32, slices: i32, rows: i32, columns: i32, planeStep: usize, rowStep: usize, columnStep: usize,
  from: usize, to: usize, by: f32,
): void {
  let sofar = start(kind);
  for (let row = 0, end = rowsOf(slices, rows), line = from, left = rows; row < end; row++) {
    let at = line;
    for (let column = 0; column < columns; column++) {
      sofar = include(kind, sofar, loadLanes(at, lanes));
      at += columnStep;
    }
    line += rowStep;
    if (slices > 1 && --left == 0) {
      line += planeStep - <usize>rows * rowStep;
      left = rows;
    }
  }
  storeLanes(to, finish(kind, sofar, by), lanes);
}
