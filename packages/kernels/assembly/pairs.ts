// One operation on each pair of numbers of two matrices, of which either may stand still along an axis while the other moves
// on. NaN comes through from both. How tensors of more axes become matrices: broadcast.ts.
import { wrapped } from './cast';

// As listed in src/broadcast.ts: first those that take no time to speak of.
export const ADD: i32 = 0;
export const SUBTRACT: i32 = 1;
export const MULTIPLY: i32 = 2;
export const DIVIDE: i32 = 3;
export const MAXIMUM: i32 = 4;
export const MINIMUM: i32 = 5;
export const PRELU: i32 = 6;
export const UNDEFINED_POWER: i32 = 7;
export const FLOOR_DIVIDE: i32 = 8;

// @ts-ignore: decorator
@inline
function four(operation: i32, a: v128, b: v128): v128 {
  switch (operation) {
    case ADD: return f32x4.add(a, b);
    case SUBTRACT: return f32x4.sub(a, b);
    case MULTIPLY: return f32x4.mul(a, b);
    case DIVIDE: return f32x4.div(a, b);
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

/** `count` rows, which begin a step (bytes) after each other in a and b, of columns. @returns the place after the last number */
export function run(
  operation: i32, count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize,
): usize {
  switch (operation) {
    case ADD: return sums(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case SUBTRACT: return differences(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case MULTIPLY: return products(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case DIVIDE: return quotients(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case MAXIMUM: return maxima(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case MINIMUM: return minima(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case PRELU: return prelus(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case FLOOR_DIVIDE: return floors(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    default: return undefinedPowers(count, aStep, bStep, columns, aWide, bWide, a, b, to);
  }
}

// A function for each operation: within one, the optimizer would make one loop of all, with the choice in it, which takes
// twice as long.
function sums(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(ADD, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function differences(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(SUBTRACT, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function products(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(MULTIPLY, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function quotients(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(DIVIDE, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function maxima(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(MAXIMUM, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function minima(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(MINIMUM, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function prelus(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(PRELU, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function floors(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(FLOOR_DIVIDE, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function undefinedPowers(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(UNDEFINED_POWER, count, aStep, bStep, columns, aWide, bWide, a, b, to);
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
  // Where an operation takes no time to speak of, the loop itself would cost as much.
  const lines = operation <= PRELU ? to + (<usize>(columns & ~15) << 2) : to;
  while (to < lines) {
    v128.store(to, four(operation, aWide ? v128.load(a, 0) : aStill, bWide ? v128.load(b, 0) : bStill), 0);
    v128.store(to, four(operation, aWide ? v128.load(a, 16) : aStill, bWide ? v128.load(b, 16) : bStill), 16);
    v128.store(to, four(operation, aWide ? v128.load(a, 32) : aStill, bWide ? v128.load(b, 32) : bStill), 32);
    v128.store(to, four(operation, aWide ? v128.load(a, 48) : aStill, bWide ? v128.load(b, 48) : bStill), 48);
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
