// Reductions along an axis: the largest and the smallest number, the product, and whether all or any truth values are true.
// Not here: sums (sum.ts).
import { loadLanes, upper } from '../memory/lanes';

// As listed in src/kernels/reduction/reductions.ts.
const MAX: i32 = 0;
const MIN: i32 = 1;

/**
 * to[outer, inner] = x[outer, length, inner] reduced along the middle axis. Of no numbers, NaN is the largest and the
 * smallest, and 1 the product.
 */
export function reduce(operation: i32, x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  switch (operation) {
    case MAX: return reduceMax(x, outer, length, inner, to);
    case MIN: return reduceMin(x, outer, length, inner, to);
    default: return reduceProd(x, outer, length, inner, to);
  }
}

// The maximum and the minimum have a function each: within one, the optimizer would make a single loop of both, with the
// choice in it. Where a number is NaN, so is the result.

/** to[outer, inner] = the largest of x[outer, length, inner] along the middle axis; NaN of no numbers. */
function reduceMax(x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  reduceMinMax(true, x, outer, length, inner, to);
}

/** The same with the smallest. */
function reduceMin(x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  reduceMinMax(false, x, outer, length, inner, to);
}

// @ts-ignore: decorator
@inline
function reduceMinMax(isMax: bool, x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  const step = <usize>inner << 2, bytes = <usize>length * step;
  for (let item = 0; item < outer; item++) {
    if (inner == 1) store<f32>(to, minMaxOfRow(isMax, x, length));
    else minMaxOfColumns(isMax, x, length, inner, to);
    x += bytes;
    to += step;
  }
}

/** The larger of two numbers, or the smaller: `best` where `x` is NaN, which is an instruction less than to give NaN. */
// @ts-ignore: decorator
@inline
export function better(isMax: bool, best: v128, x: v128): v128 {
  return isMax ? f32x4.pmax(best, x) : f32x4.pmin(best, x);
}

// All bits, which is a NaN, where a number is NaN.
// @ts-ignore: decorator
@inline
function ifNaN(x: v128): v128 {
  return f32x4.ne(x, x);
}

// @ts-ignore: decorator
@inline
function neutral(isMax: bool, length: i32): v128 {
  if (length == 0) return f32x4.splat(NaN);
  return f32x4.splat(isMax ? -Infinity : Infinity);
}

// @ts-ignore: decorator
@inline
function minMaxOfRow(isMax: bool, x: usize, length: i32): f32 {
  const end = x + (<usize>length << 2), lines = x + (<usize>(length & ~15) << 2), whole = x + (<usize>(length & ~3) << 2);
  let b0 = neutral(isMax, length), b1 = b0, b2 = b0, b3 = b0, none = i32x4.splat(0);
  for (; x < lines; x += 64) {
    const x0 = v128.load(x), x1 = v128.load(x, 16), x2 = v128.load(x, 32), x3 = v128.load(x, 48);
    b0 = better(isMax, b0, x0);
    b1 = better(isMax, b1, x1);
    b2 = better(isMax, b2, x2);
    b3 = better(isMax, b3, x3);
    none = v128.or(none, v128.or(v128.or(ifNaN(x0), ifNaN(x1)), v128.or(ifNaN(x2), ifNaN(x3))));
  }
  for (; x < whole; x += 16) {
    b1 = better(isMax, b1, v128.load(x));
    none = v128.or(none, ifNaN(v128.load(x)));
  }
  for (; x < end; x += 4) {
    b2 = better(isMax, b2, v128.load_splat<f32>(x));
    none = v128.or(none, ifNaN(v128.load_splat<f32>(x)));
  }
  const best = bestLane(isMax, better(isMax, better(isMax, b0, b1), better(isMax, b2, b3)));
  return v128.any_true(none) ? NaN : best;
}

/** The best of four numbers, of which none or all are NaN. */
// @ts-ignore: decorator
@inline
export function bestLane(isMax: bool, x: v128): f32 {
  const pairs = better(isMax, x, i64x2.shuffle(x, x, 1, 0));
  return f32x4.extract_lane(better(isMax, pairs, i32x4.shuffle(pairs, pairs, 1, 0, 3, 2)), 0);
}

// Sixteen columns at a time, which are one cache line of each row.
// @ts-ignore: decorator
@inline
function minMaxOfColumns(isMax: bool, x: usize, length: i32, inner: i32, to: usize): void {
  const step = <usize>inner << 2, start = neutral(isMax, length);
  let column = 0;
  for (; column + 16 <= inner; column += 16) {
    let b0 = start, b1 = start, b2 = start, b3 = start;
    let n0 = i32x4.splat(0), n1 = n0, n2 = n0, n3 = n0;
    for (let row = 0, at = x + (<usize>column << 2); row < length; row++, at += step) {
      const x0 = v128.load(at), x1 = v128.load(at, 16), x2 = v128.load(at, 32), x3 = v128.load(at, 48);
      b0 = better(isMax, b0, x0);
      b1 = better(isMax, b1, x1);
      b2 = better(isMax, b2, x2);
      b3 = better(isMax, b3, x3);
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
    v128.store(to + (<usize>column << 2), minMaxOfLanes(isMax, 4, x + (<usize>column << 2), length, step));
  }
  for (; column < inner; column++) {
    const best = minMaxOfLanes(isMax, 1, x + (<usize>column << 2), length, step);
    v128.store_lane<f32>(to + (<usize>column << 2), best, 0);
  }
}

// @ts-ignore: decorator
@inline
function minMaxOfLanes(isMax: bool, lanes: i32, x: usize, length: i32, step: usize): v128 {
  let best = neutral(isMax, length), none = i32x4.splat(0);
  for (let row = 0; row < length; row++) {
    const next = loadLanes(x, lanes);
    best = better(isMax, best, next);
    none = v128.or(none, ifNaN(next));
    x += step;
  }
  return v128.or(best, none);
}

/**
 * to[outer, inner] = the product of x[outer, length, inner] along the middle axis; 1 of no numbers. In 64 bits, as tfjs' cpu
 * backend, so that a product of large and small numbers does not depend on their order.
 */
function reduceProd(x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  const step = <usize>inner << 2, bytes = <usize>length * step;
  for (; inner == 1 && outer >= 2; outer -= 2) {
    productsOfTwoRows(x, length, to);
    x += 2 * bytes;
    to += 8;
  }
  for (let item = 0; item < outer; item++) {
    if (inner == 1) store<f32>(to, productOfRow(x, length));
    else productsOfColumns(x, length, inner, to);
    x += bytes;
    to += step;
  }
}

// @ts-ignore: decorator
@inline
function productsOfTwoRows(x: usize, length: i32, to: usize): void {
  const bytes = <usize>length << 2, end = x + bytes, whole = x + (<usize>(length & ~3) << 2);
  let a = f64x2.splat(1), b = a, c = a, d = a;
  for (; x < whole; x += 16) {
    const first = v128.load(x), second = v128.load(x + bytes);
    a = f64x2.mul(a, f64x2.promote_low_f32x4(first));
    b = f64x2.mul(b, f64x2.promote_low_f32x4(upper(first)));
    c = f64x2.mul(c, f64x2.promote_low_f32x4(second));
    d = f64x2.mul(d, f64x2.promote_low_f32x4(upper(second)));
  }
  const p = f64x2.mul(a, b), q = f64x2.mul(c, d);
  let products = f64x2.mul(v128.shuffle<f64>(p, q, 0, 2), v128.shuffle<f64>(p, q, 1, 3));
  for (; x < end; x += 4) {
    const column = v128.load_lane<f32>(x + bytes, v128.load32_zero(x), 1);
    products = f64x2.mul(products, f64x2.promote_low_f32x4(column));
  }
  v128.store_lane<u64>(to, f32x4.demote_f64x2_zero(products), 0);
}

// @ts-ignore: decorator
@inline
function productOfRow(x: usize, length: i32): f32 {
  const end = x + (<usize>length << 2), whole = x + (<usize>(length & ~7) << 2);
  let p0 = f64x2.splat(1), p1 = p0, p2 = p0, p3 = p0;
  for (; x < whole; x += 32) {
    const low = v128.load(x), high = v128.load(x, 16);
    p0 = f64x2.mul(p0, f64x2.promote_low_f32x4(low));
    p1 = f64x2.mul(p1, f64x2.promote_low_f32x4(upper(low)));
    p2 = f64x2.mul(p2, f64x2.promote_low_f32x4(high));
    p3 = f64x2.mul(p3, f64x2.promote_low_f32x4(upper(high)));
  }
  const p = f64x2.mul(f64x2.mul(p0, p1), f64x2.mul(p2, p3));
  let value = f64x2.extract_lane(p, 0) * f64x2.extract_lane(p, 1);
  for (; x < end; x += 4) value *= <f64>load<f32>(x);
  return <f32>value;
}

// @ts-ignore: decorator
@inline
function productsOfColumns(x: usize, length: i32, inner: i32, to: usize): void {
  const step = <usize>inner << 2;
  let column = 0;
  for (; column + 4 <= inner; column += 4) {
    let low = f64x2.splat(1), high = low;
    for (let row = 0, at = x + (<usize>column << 2); row < length; row++, at += step) {
      const four = v128.load(at);
      low = f64x2.mul(low, f64x2.promote_low_f32x4(four));
      high = f64x2.mul(high, f64x2.promote_low_f32x4(upper(four)));
    }
    const products = i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
    v128.store(to + (<usize>column << 2), products);
  }
  for (; column < inner; column++) {
    let value = 1.0;
    for (let row = 0, at = x + (<usize>column << 2); row < length; row++, at += step) value *= <f64>load<f32>(at);
    store<f32>(to + (<usize>column << 2), <f32>value);
  }
}

/** to[outer, inner] = whether all, or any, of x[outer, length, inner] along the middle axis are true. None of no values is. */
export function reduceAnyAll(all: bool, x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  const bytes = <usize>length * <usize>inner;
  for (let item = 0; item < outer; item++) {
    if (length == 0) memory.fill(to, 0, <usize>inner);
    else if (inner == 1) store<u8>(to, all ? <u8>areAll(x, length) : <u8>isAny(x, length));
    else anyAllOfColumns(all, x, length, inner, to);
    x += bytes;
    to += <usize>inner;
  }
}

function areAll(x: usize, length: i32): bool {
  const end = x + <usize>length, whole = x + <usize>(length & ~15);
  for (; x < whole; x += 16) if (!i8x16.all_true(v128.load(x))) return false;
  for (; x < end; x++) if (load<u8>(x) == 0) return false;
  return true;
}

function isAny(x: usize, length: i32): bool {
  const end = x + <usize>length, whole = x + <usize>(length & ~15);
  for (; x < whole; x += 16) if (v128.any_true(v128.load(x))) return true;
  for (; x < end; x++) if (load<u8>(x) != 0) return true;
  return false;
}

function anyAllOfColumns(all: bool, x: usize, length: i32, inner: i32, to: usize): void {
  let column = 0;
  for (; column + 16 <= inner; column += 16) {
    v128.store(to + <usize>column, sixteenColumns(all, false, x + <usize>column, length, <usize>inner));
  }
  for (; column + 8 <= inner; column += 8) {
    v128.store_lane<u64>(to + <usize>column, sixteenColumns(all, true, x + <usize>column, length, <usize>inner), 0);
  }
  for (; column < inner; column++) {
    let at = x + <usize>column, last = at + <usize>((length - 1) * inner);
    let seen = load<u8>(at);
    while (at < last) {
      at += <usize>inner;
      seen = all ? min(seen, load<u8>(at)) : seen | load<u8>(at);
    }
    store<u8>(to + <usize>column, <u8>(seen != 0));
  }
}

// Only the first eight where `isHalf`.
// @ts-ignore: decorator
@inline
function sixteenColumns(all: bool, isHalf: bool, x: usize, length: i32, step: usize): v128 {
  let seen = i8x16.splat(all ? -1 : 0);
  for (let row = 0; row < length; row++) {
    const next = isHalf ? v128.load64_zero(x) : v128.load(x);
    seen = all ? i8x16.min_u(seen, next) : v128.or(seen, next);
    x += step;
  }
  return v128.and(i8x16.ne(seen, i8x16.splat(0)), i8x16.splat(1));
}
