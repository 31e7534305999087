// The index of the largest or the smallest number along an axis: the first of several, and 0 where the first number is NaN,
// which no number is larger or smaller than. Other NaN are skipped.
import { bestLane, better } from './reduce';

/** to[outer, inner], as 32-bit integers, = the index of the largest, or smallest, of x[outer, length, inner] along the middle axis. */
export function argMinMax(isMax: bool, x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  if (isMax) argMax(x, outer, length, inner, to);
  else argMin(x, outer, length, inner, to);
}

function argMax(x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  indices(true, x, outer, length, inner, to);
}

function argMin(x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  indices(false, x, outer, length, inner, to);
}

// @ts-ignore: decorator
@inline
function indices(isMax: bool, x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  const step = <usize>inner << 2, bytes = <usize>length * step;
  for (let item = 0; item < outer; item++) {
    if (length == 0) memory.fill(to, 0, step);
    else if (inner == 1) store<i32>(to, firstOf(x, length, extreme(isMax, x, length)));
    else indicesInColumns(isMax, x, length, inner, to);
    x += bytes;
    to += step;
  }
}

// NaN if the first number is.
// @ts-ignore: decorator
@inline
function extreme(isMax: bool, x: usize, length: i32): f32 {
  const end = x + (<usize>length << 2), lines = x + (<usize>(length & ~15) << 2), whole = x + (<usize>(length & ~3) << 2);
  let b0 = v128.load_splat<f32>(x), b1 = b0, b2 = b0, b3 = b0;
  for (; x < lines; x += 64) {
    b0 = better(isMax, b0, v128.load(x));
    b1 = better(isMax, b1, v128.load(x, 16));
    b2 = better(isMax, b2, v128.load(x, 32));
    b3 = better(isMax, b3, v128.load(x, 48));
  }
  for (; x < whole; x += 16) b1 = better(isMax, b1, v128.load(x));
  for (; x < end; x += 4) b2 = better(isMax, b2, v128.load_splat<f32>(x));
  return bestLane(isMax, better(isMax, better(isMax, b0, b1), better(isMax, b2, b3)));
}

// @ts-ignore: decorator
@inline
function firstOf(x: usize, length: i32, value: f32): i32 {
  if (value != value) return 0;
  const wanted = f32x4.splat(value), whole = length & ~3;
  let index = 0;
  for (; index < whole; index += 4) {
    const found = i32x4.bitmask(f32x4.eq(v128.load(x + (<usize>index << 2)), wanted));
    if (found != 0) return index + ctz(found);
  }
  while (load<f32>(x + (<usize>index << 2)) != value) index++;
  return index;
}

// @ts-ignore: decorator
@inline
function indicesInColumns(isMax: bool, x: usize, length: i32, inner: i32, to: usize): void {
  const whole = inner & ~3, step = <usize>inner << 2;
  for (let column = 0; column < whole; column += 4) {
    let at = x + (<usize>column << 2);
    let best = v128.load(at), index = i32x4.splat(0);
    for (let row = 1; row < length; row++) {
      at += step;
      const next = v128.load(at);
      const isBetter = isMax ? f32x4.gt(next, best) : f32x4.lt(next, best);
      best = better(isMax, best, next);
      index = v128.bitselect(i32x4.splat(row), index, isBetter);
    }
    v128.store(to + (<usize>column << 2), index);
  }
  for (let column = whole; column < inner; column++) {
    let at = x + (<usize>column << 2);
    let best = load<f32>(at), index = 0;
    for (let row = 1; row < length; row++) {
      at += step;
      const next = load<f32>(at);
      if (isMax ? next > best : next < best) {
        best = next;
        index = row;
      }
    }
    store<i32>(to + (<usize>column << 2), index);
  }
}
