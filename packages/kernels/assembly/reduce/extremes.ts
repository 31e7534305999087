// The largest and the smallest number along an axis. Where one of them is NaN, so is the result.
import { loadLanes } from '../memory/lanes';

// A function for each: within one, the optimizer would make one loop of both, with the choice in it.

/** to[outer, inner] = the largest of x[outer, length, inner] along the middle axis; NaN of no numbers. */
export function largest(x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  extremes(true, x, outer, length, inner, to);
}

/** The same with the smallest. */
export function smallest(x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  extremes(false, x, outer, length, inner, to);
}

// @ts-ignore: decorator
@inline
function extremes(isLargest: bool, x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  const step = <usize>inner << 2, bytes = <usize>length * step;
  for (let item = 0; item < outer; item++) {
    if (inner == 1) store<f32>(to, extremeOfRow(isLargest, x, length));
    else extremesOfColumns(isLargest, x, length, inner, to);
    x += bytes;
    to += step;
  }
}

/** The larger of two numbers, or the smaller: `best` where `x` is NaN, which is an instruction less than to give NaN. */
// @ts-ignore: decorator
@inline
export function better(isLargest: bool, best: v128, x: v128): v128 {
  return isLargest ? f32x4.pmax(best, x) : f32x4.pmin(best, x);
}

// All bits, which is a NaN, where a number is NaN.
// @ts-ignore: decorator
@inline
function ifNaN(x: v128): v128 {
  return f32x4.ne(x, x);
}

// @ts-ignore: decorator
@inline
function worst(isLargest: bool, length: i32): v128 {
  if (length == 0) return f32x4.splat(NaN);
  return f32x4.splat(isLargest ? -Infinity : Infinity);
}

// @ts-ignore: decorator
@inline
function extremeOfRow(isLargest: bool, x: usize, length: i32): f32 {
  const end = x + (<usize>length << 2), lines = x + (<usize>(length & ~15) << 2), whole = x + (<usize>(length & ~3) << 2);
  let b0 = worst(isLargest, length), b1 = b0, b2 = b0, b3 = b0, none = i32x4.splat(0);
  for (; x < lines; x += 64) {
    const x0 = v128.load(x), x1 = v128.load(x, 16), x2 = v128.load(x, 32), x3 = v128.load(x, 48);
    b0 = better(isLargest, b0, x0);
    b1 = better(isLargest, b1, x1);
    b2 = better(isLargest, b2, x2);
    b3 = better(isLargest, b3, x3);
    none = v128.or(none, v128.or(v128.or(ifNaN(x0), ifNaN(x1)), v128.or(ifNaN(x2), ifNaN(x3))));
  }
  for (; x < whole; x += 16) {
    b1 = better(isLargest, b1, v128.load(x));
    none = v128.or(none, ifNaN(v128.load(x)));
  }
  for (; x < end; x += 4) {
    b2 = better(isLargest, b2, v128.load_splat<f32>(x));
    none = v128.or(none, ifNaN(v128.load_splat<f32>(x)));
  }
  const best = bestLane(isLargest, better(isLargest, better(isLargest, b0, b1), better(isLargest, b2, b3)));
  return v128.any_true(none) ? NaN : best;
}

/** The best of four numbers, of which none or all are NaN. */
// @ts-ignore: decorator
@inline
export function bestLane(isLargest: bool, x: v128): f32 {
  const pairs = better(isLargest, x, i64x2.shuffle(x, x, 1, 0));
  return f32x4.extract_lane(better(isLargest, pairs, i32x4.shuffle(pairs, pairs, 1, 0, 3, 2)), 0);
}

// Sixteen columns at a time, which are one cache line of each row.
// @ts-ignore: decorator
@inline
function extremesOfColumns(isLargest: bool, x: usize, length: i32, inner: i32, to: usize): void {
  const step = <usize>inner << 2, start = worst(isLargest, length);
  let column = 0;
  for (; column + 16 <= inner; column += 16) {
    let b0 = start, b1 = start, b2 = start, b3 = start;
    let n0 = i32x4.splat(0), n1 = n0, n2 = n0, n3 = n0;
    for (let row = 0, at = x + (<usize>column << 2); row < length; row++, at += step) {
      const x0 = v128.load(at), x1 = v128.load(at, 16), x2 = v128.load(at, 32), x3 = v128.load(at, 48);
      b0 = better(isLargest, b0, x0);
      b1 = better(isLargest, b1, x1);
      b2 = better(isLargest, b2, x2);
      b3 = better(isLargest, b3, x3);
      n0 = v128.or(n0, ifNaN(x0));
      n1 = v128.or(n1, ifNaN(x1));
      n2 = v128.or(n2, ifNaN(x2));
      n3 = v128.or(n3, ifNaN(x3));
    }
    const target = to + (<usize>column << 2);
    v128.store(target, v128.or(b0, n0));
    v128.store(target, v128.or(b1, n1), 16);
    v128.store(target, v128.or(b2, n2), 32);
    v128.store(target, v128.or(b3, n3), 48);
  }
  for (; column + 4 <= inner; column += 4) {
    v128.store(to + (<usize>column << 2), extremeOfColumns(isLargest, 4, x + (<usize>column << 2), length, step));
  }
  for (; column < inner; column++) {
    const best = extremeOfColumns(isLargest, 1, x + (<usize>column << 2), length, step);
    v128.store_lane<f32>(to + (<usize>column << 2), best, 0);
  }
}

// @ts-ignore: decorator
@inline
function extremeOfColumns(isLargest: bool, lanes: i32, x: usize, length: i32, step: usize): v128 {
  let best = worst(isLargest, length), none = i32x4.splat(0);
  for (let row = 0; row < length; row++) {
    const next = loadLanes(x, lanes);
    best = better(isLargest, best, next);
    none = v128.or(none, ifNaN(next));
    x += step;
  }
  return v128.or(best, none);
}
