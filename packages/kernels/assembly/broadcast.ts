// One operation on each pair of numbers of two tensors, of which either may stand still along an axis while the other
// moves on. NaN comes through from both. The naive loops that this must equal are in src/reference/broadcast.ts.
import { wrapped } from './cast';

export const ADD: i32 = 0;
export const MAXIMUM: i32 = 1;
export const MINIMUM: i32 = 2;
export const PRELU: i32 = 3;
export const UNDEFINED_POWER: i32 = 4;
export const FLOOR_DIVIDE: i32 = 5;

const AXES: i32 = 6;

/** As the host lays it out: the operation, then for each of six axes its length and the steps of a and b in bytes. */
@unmanaged
export class BroadcastShape {
  operation: i32;
}

// @ts-ignore: decorator
@inline
function axisValue(shape: BroadcastShape, axis: i32, which: i32): i32 {
  return load<i32>(changetype<usize>(shape) + <usize>((1 + axis * 3 + which) << 2));
}

// @ts-ignore: decorator
@inline
function four(operation: i32, a: v128, b: v128): v128 {
  switch (operation) {
    case ADD: return f32x4.add(a, b);
    case MAXIMUM: return f32x4.max(a, b);
    case MINIMUM: return f32x4.min(a, b);
    case PRELU: return v128.bitselect(f32x4.mul(a, b), a, f32x4.lt(a, f32x4.splat(0)));
    case FLOOR_DIVIDE: return floorDivide(a, b);
    default: return undefinedPower(a, b);
  }
}

// x - x is 0 for every number, but NaN for infinities.
// @ts-ignore: decorator
@inline
function undefinedPower(base: v128, exponent: v128): v128 {
  const one = f32x4.eq(f32x4.abs(base), f32x4.splat(1));
  const ofOne = v128.and(one, f32x4.sub(exponent, exponent));
  return v128.bitselect(ofOne, exponent, f32x4.eq(exponent, exponent));
}

// In 64 bits: a quotient just below a whole number would be that number in 32.
// @ts-ignore: decorator
@inline
function floorDivide(a: v128, b: v128): v128 {
  const low = f64x2.floor(f64x2.div(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b)));
  const high = f64x2.floor(f64x2.div(f64x2.promote_low_f32x4(upper(a)), f64x2.promote_low_f32x4(upper(b))));
  const limit = f64x2.splat(2147483648.0);
  if (i64x2.all_true(v128.and(f64x2.lt(f64x2.abs(low), limit), f64x2.lt(f64x2.abs(high), limit)))) {
    return i64x2.shuffle(i32x4.trunc_sat_f64x2_s_zero(low), i32x4.trunc_sat_f64x2_s_zero(high), 0, 2);
  }
  return i32x4(
    wrapped(f64x2.extract_lane(low, 0)), wrapped(f64x2.extract_lane(low, 1)),
    wrapped(f64x2.extract_lane(high, 0)), wrapped(f64x2.extract_lane(high, 1)),
  );
}

// @ts-ignore: decorator
@inline
function upper(x: v128): v128 {
  return i64x2.shuffle(x, x, 1, 1);
}

/**
 * to[i] = operation(a[i], b[i]) over the broadcast shape; FLOOR_DIVIDE gives integers, modulo 2^32; PRELU is a where a >= 0 and a * b below, UNDEFINED_POWER is
 * NaN where JavaScript gives a to the power of b no value though C does, and 0 elsewhere. The last axis has steps of 4
 * or 0. `to` may be a, where a is not broadcast.
 */
export function broadcast(shape: BroadcastShape, a: usize, b: usize, to: usize): void {
  walk(shape, 0, a, b, to);
}

/** The same for `count` numbers each, one beside the other. */
export function pairwise(operation: i32, count: i32, a: usize, b: usize, to: usize): void {
  run(operation, 1, 0, 0, count, true, true, a, b, to);
}

/** Whether `count` numbers are all finite. */
export function allFinite(x: usize, count: i32): bool {
  const lines = x + (<usize>(count & ~15) << 2), end = x + (<usize>count << 2);
  // x - x is 0 for every number but infinities and NaN, of which it makes NaN. Four sums, none of which waits for another.
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (; x < lines; x += 64) {
    s0 = f32x4.add(s0, f32x4.sub(v128.load(x), v128.load(x)));
    s1 = f32x4.add(s1, f32x4.sub(v128.load(x, 16), v128.load(x, 16)));
    s2 = f32x4.add(s2, f32x4.sub(v128.load(x, 32), v128.load(x, 32)));
    s3 = f32x4.add(s3, f32x4.sub(v128.load(x, 48), v128.load(x, 48)));
  }
  for (; x < end; x += 4) s0 = f32x4.add(s0, f32x4.sub(v128.load_splat<f32>(x), v128.load_splat<f32>(x)));
  const sum = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  return i32x4.all_true(f32x4.eq(sum, sum));
}

// Gives the place after the last number written.
function walk(shape: BroadcastShape, axis: i32, a: usize, b: usize, to: usize): usize {
  const length = axisValue(shape, axis, 0), aStep = axisValue(shape, axis, 1), bStep = axisValue(shape, axis, 2);
  if (axis == AXES - 2) {
    const columns = axisValue(shape, AXES - 1, 0);
    const aWide = axisValue(shape, AXES - 1, 1) != 0, bWide = axisValue(shape, AXES - 1, 2) != 0;
    return run(shape.operation, length, aStep, bStep, columns, aWide, bWide, a, b, to);
  }
  for (let index = 0; index < length; index++) {
    to = walk(shape, axis + 1, a, b, to);
    a += <usize>aStep;
    b += <usize>bStep;
  }
  return to;
}

// The last two axes: rows, which begin a step after each other in a and b, of columns.
function run(
  operation: i32, count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize,
): usize {
  switch (operation) {
    case ADD: return rows(ADD, count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case MAXIMUM: return rows(MAXIMUM, count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case MINIMUM: return rows(MINIMUM, count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case PRELU: return rows(PRELU, count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case FLOOR_DIVIDE: return rows(FLOOR_DIVIDE, count, aStep, bStep, columns, aWide, bWide, a, b, to);
    default: return rows(UNDEFINED_POWER, count, aStep, bStep, columns, aWide, bWide, a, b, to);
  }
}

// @ts-ignore: decorator
@inline
function rows(
  operation: i32, count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize,
): usize {
  for (let row = 0; row < count; row++) {
    if (aWide && bWide) to = columnsOf(operation, columns, true, true, a, b, to);
    else if (aWide) to = columnsOf(operation, columns, true, false, a, b, to);
    else to = columnsOf(operation, columns, false, bWide, a, b, to);
    a += <usize>aStep;
    b += <usize>bStep;
  }
  return to;
}

// @ts-ignore: decorator
@inline
function columnsOf(operation: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  const end = to + (<usize>columns << 2), whole = to + (<usize>(columns & ~3) << 2);
  const aStill = v128.load_splat<f32>(a), bStill = v128.load_splat<f32>(b);
  // Where one takes no time to speak of, the loop itself would cost as much.
  const lines = operation <= PRELU ? to + (<usize>(columns & ~15) << 2) : to;
  while (to < lines) {
    // All are read before any is written: a processor waits where a read may be of what it has just written.
    const r0 = four(operation, aWide ? v128.load(a) : aStill, bWide ? v128.load(b) : bStill);
    const r1 = four(operation, aWide ? v128.load(a, 16) : aStill, bWide ? v128.load(b, 16) : bStill);
    const r2 = four(operation, aWide ? v128.load(a, 32) : aStill, bWide ? v128.load(b, 32) : bStill);
    const r3 = four(operation, aWide ? v128.load(a, 48) : aStill, bWide ? v128.load(b, 48) : bStill);
    v128.store(to, r0); v128.store(to, r1, 16); v128.store(to, r2, 32); v128.store(to, r3, 48);
    to += 64;
    a += 64;
    b += 64;
  }
  while (to < whole) {
    v128.store(to, four(operation, aWide ? v128.load(a) : aStill, bWide ? v128.load(b) : bStill));
    to += 16;
    a += 16;
    b += 16;
  }
  while (to < end) {
    const left = aWide ? v128.load_splat<f32>(a) : aStill, right = bWide ? v128.load_splat<f32>(b) : bStill;
    store<f32>(to, f32x4.extract_lane(four(operation, left, right), 0));
    to += 4;
    a += 4;
    b += 4;
  }
  return to;
}
