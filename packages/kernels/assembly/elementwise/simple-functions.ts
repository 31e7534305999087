// Functions of one number that are an instruction or two: thirty-two numbers at a time, as fast as memory gives and takes
// them. Those that take more are in elementary.ts. Each is an export of its own: the optimizer would make one loop of all
// within simpleFunction(), with the choice in it, which takes twice as long.
import { relu as positive } from '../activation/activation';

// As listed in src/kernels/elementwise/simple-functions.ts, but for the last two.
const ABS: i32 = 0;
const NEGATE: i32 = 1;
const RELU: i32 = 2;
const ROUND: i32 = 3;
const SQUARE: i32 = 4;
const RECIPROCAL: i32 = 5;
const STEP: i32 = 6;
const LEAKY_RELU: i32 = 7;

/** to[count] = f(x[count]). `to` may be x. */
export function simpleFunction(f: i32, to: usize, x: usize, count: i32): void {
  switch (f) {
    case ABS: return abs(to, x, count);
    case NEGATE: return negate(to, x, count);
    case RELU: return relu(to, x, count);
    case ROUND: return round(to, x, count);
    case SQUARE: return square(to, x, count);
    case RECIPROCAL: return reciprocal(to, x, count);
    default: unreachable();
  }
}

/** to[count] = |x|. `to` may be x. */
export function abs(to: usize, x: usize, count: i32): void {
  each(ABS, to, x, count, i32x4.splat(0x7fffffff));
}

/** to[count] = -x. `to` may be x. */
export function negate(to: usize, x: usize, count: i32): void {
  each(NEGATE, to, x, count, f32x4.splat(-0.0));
}

/** to[count] = x where positive, else 0; NaN stays. `to` may be x. */
export function relu(to: usize, x: usize, count: i32): void {
  each(RELU, to, x, count, f32x4.splat(0));
}

/** to[count] = the nearest whole number, of two as near the even one. `to` may be x. */
export function round(to: usize, x: usize, count: i32): void {
  each(ROUND, to, x, count, f32x4.splat(0));
}

/** to[count] = x². `to` may be x. */
export function square(to: usize, x: usize, count: i32): void {
  each(SQUARE, to, x, count, f32x4.splat(0));
}

/** to[count] = 1 / x. `to` may be x. */
export function reciprocal(to: usize, x: usize, count: i32): void {
  each(RECIPROCAL, to, x, count, f32x4.splat(0));
}

/** to[count] = 1 where x is positive, else `alpha`; NaN stays. `to` may be x. */
export function step(to: usize, x: usize, count: i32, alpha: f32): void {
  each(STEP, to, x, count, f32x4.splat(alpha));
}

/** to[count] = x where not negative, else `alpha` x. `to` may be x. */
export function leakyRelu(to: usize, x: usize, count: i32, alpha: f32): void {
  each(LEAKY_RELU, to, x, count, f32x4.splat(alpha));
}

// @ts-ignore: decorator
@inline
function valueOf(f: i32, x: v128, constant: v128): v128 {
  const zero = f32x4.splat(0);
  switch (f) {
    // Engines make the mask of abs() and neg() anew for each vector.
    case ABS: return v128.and(x, constant);
    case NEGATE: return v128.xor(x, constant);
    // Adding 0 makes a 0 of -0.
    case RELU: return f32x4.add(positive(x), zero);
    case ROUND: return f32x4.nearest(x);
    case SQUARE: return f32x4.mul(x, x);
    case RECIPROCAL: return f32x4.div(f32x4.splat(1), x);
    case STEP: return v128.bitselect(v128.bitselect(f32x4.splat(1), constant, f32x4.gt(x, zero)), x, f32x4.eq(x, x));
    default: return v128.bitselect(f32x4.mul(x, constant), x, f32x4.lt(x, zero));
  }
}

// @ts-ignore: decorator
@inline
function each(f: i32, to: usize, x: usize, count: i32, constant: v128): void {
  const end = to + (<usize>count << 2), lines = to + (<usize>(count & ~31) << 2);
  // All are read before one is written: processors let a load wait for a store before it that only looks as if it were to the
  // same place, which with tensors of some kilobytes each, one behind the other, is every second one.
  while (to < lines) {
    const r0 = valueOf(f, v128.load(x), constant), r1 = valueOf(f, v128.load(x, 16), constant);
    const r2 = valueOf(f, v128.load(x, 32), constant), r3 = valueOf(f, v128.load(x, 48), constant);
    const r4 = valueOf(f, v128.load(x, 64), constant), r5 = valueOf(f, v128.load(x, 80), constant);
    const r6 = valueOf(f, v128.load(x, 96), constant), r7 = valueOf(f, v128.load(x, 112), constant);
    v128.store(to, r0); v128.store(to, r1, 16); v128.store(to, r2, 32); v128.store(to, r3, 48);
    v128.store(to, r4, 64); v128.store(to, r5, 80); v128.store(to, r6, 96); v128.store(to, r7, 112);
    to += 128;
    x += 128;
  }
  while (to < end) {
    store<f32>(to, f32x4.extract_lane(valueOf(f, v128.load_splat<f32>(x), constant), 0));
    to += 4;
    x += 4;
  }
}

/** to[count] = -x[count], of 32-bit integers. `to` may be x. */
export function negateIntegers(to: usize, x: usize, count: i32): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  for (; to < whole; to += 16) {
    v128.store(to, i32x4.neg(v128.load(x)));
    x += 16;
  }
  for (; to < end; to += 4) {
    store<i32>(to, -load<i32>(x));
    x += 4;
  }
}

/** to[count], a byte each, = 1 where x is NaN, else 0. */
export function areNaN(to: usize, x: usize, count: i32): void {
  tests(true, to, x, count);
}

/** to[count], a byte each, = 1 where x is finite, else 0. */
export function areFinite(to: usize, x: usize, count: i32): void {
  tests(false, to, x, count);
}

// @ts-ignore: decorator
@inline
function mask(isNaN: bool, x: v128): v128 {
  return isNaN ? f32x4.ne(x, x) : f32x4.lt(f32x4.abs(x), f32x4.splat(Infinity));
}

// @ts-ignore: decorator
@inline
function tests(isNaN: bool, to: usize, x: usize, count: i32): void {
  const end = to + <usize>count, whole = to + <usize>(count & ~15);
  while (to < whole) {
    const low = i16x8.narrow_i32x4_s(mask(isNaN, v128.load(x)), mask(isNaN, v128.load(x, 16)));
    const high = i16x8.narrow_i32x4_s(mask(isNaN, v128.load(x, 32)), mask(isNaN, v128.load(x, 48)));
    v128.store(to, v128.and(i8x16.narrow_i16x8_s(low, high), i8x16.splat(1)));
    to += 16;
    x += 64;
  }
  while (to < end) {
    store<u8>(to, <u8>(i32x4.extract_lane(mask(isNaN, v128.load_splat<f32>(x)), 0) & 1));
    to++;
    x += 4;
  }
}

/** to[count] = 1 where x[count] > 0, -1 where x[count] < 0, 0 elsewhere (for NaN, too). */
export function sign(to: usize, x: usize, count: i32): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  while (to < whole) {
    const value = v128.load(x);
    v128.store(to, f32x4.sub(v128.and(one, f32x4.gt(value, zero)), v128.and(one, f32x4.lt(value, zero))));
    to += 16;
    x += 16;
  }
  while (to < end) {
    const value = load<f32>(x);
    store<f32>(to, value > 0 ? 1 : value < 0 ? -1 : 0);
    to += 4;
    x += 4;
  }
}
