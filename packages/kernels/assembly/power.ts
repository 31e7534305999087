// Powers of floats, worked out in 64 bits to some 2⁻³², so that what is rounded to a float at the end is the power itself, but
// where it lies so near to the middle between two. No tables. As JavaScript has it: 1 to the power of NaN, and ±1 to that of infinity, are NaN.
import { loadLanes, storeLanes, upper } from './lanes';

// @ts-ignore: decorator
@inline
const SQRT_HALF_BITS: i64 = 0x3fe6a09e667f3bcd;
/** The largest whole exponent that is worked out by products. */
// @ts-ignore: decorator
@inline
const MOST: f32 = 16;
// @ts-ignore: decorator
@inline
const LN2: f64 = 0.6931471805599453;

/** to[count] = a to the power of b; either stands still where it is not wide. @returns the place behind */
export function powers(count: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  if (aWide && !bWide) {
    const exponent = load<f32>(b);
    if (exponent != 0 && nearest(exponent) == exponent && abs(exponent) <= MOST) return wholePowers(count, a, <i32>exponent, to);
  }
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~7) << 2);
  const aStill = v128.load_splat<f32>(a), bStill = v128.load_splat<f32>(b);
  for (; to < whole; to += 32) {
    const low = power(aWide ? v128.load(a) : aStill, bWide ? v128.load(b) : bStill);
    const high = power(aWide ? v128.load(a, 16) : aStill, bWide ? v128.load(b, 16) : bStill);
    v128.store(to, low);
    v128.store(to, high, 16);
    a += 32;
    b += 32;
  }
  while (to < end) {
    const lanes = min(<i32>((end - to) >> 2), 4);
    storeLanes(to, power(aWide ? loadLanes(a, lanes) : aStill, bWide ? loadLanes(b, lanes) : bStill), lanes);
    to += <usize>lanes << 2;
    a += 16;
    b += 16;
  }
  return end;
}

// Powers that are products of few factors: no logarithm, and nearer still to what is rounded once.
function wholePowers(count: i32, a: usize, exponent: i32, to: usize): usize {
  const end = to + (<usize>count << 2);
  while (to < end) {
    const lanes = min(<i32>((end - to) >> 2), 4), x = loadLanes(a, lanes), one = f64x2.splat(1);
    let low = f64x2.promote_low_f32x4(x), high = f64x2.promote_low_f32x4(upper(x)), first = one, second = one;
    for (let rest = abs(exponent); ; ) {
      if (rest & 1) {
        first = f64x2.mul(first, low);
        second = f64x2.mul(second, high);
      }
      rest >>= 1;
      if (!rest) break;
      low = f64x2.mul(low, low);
      high = f64x2.mul(high, high);
    }
    if (exponent < 0) {
      first = f64x2.div(one, first);
      second = f64x2.div(one, second);
    }
    const value = i64x2.shuffle(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 2);
    storeLanes(to, value, lanes);
    to += <usize>lanes << 2;
    a += 16;
  }
  return end;
}

// Inlined, so that engines load each constant once for all floats of a round.
// @ts-ignore: decorator
@inline
function power(a: v128, b: v128): v128 {
  const low = powerOfTwo(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b));
  const high = powerOfTwo(f64x2.promote_low_f32x4(upper(a)), f64x2.promote_low_f32x4(upper(b)));
  return i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

// @ts-ignore: decorator
@inline
function powerOfTwo(a: v128, b: v128): v128 {
  const magnitude = f64x2.abs(a), infinity = f64x2.splat(Infinity);
  const isFinite = f64x2.lt(magnitude, infinity), zero = f64x2.splat(0);
  let log = v128.bitselect(log2(magnitude), magnitude, isFinite);
  log = v128.bitselect(f64x2.neg(infinity), log, f64x2.eq(magnitude, zero));
  const value = exp2(f64x2.mul(b, log));
  const isWhole = f64x2.eq(f64x2.trunc(b), b), half = f64x2.mul(b, f64x2.splat(0.5));
  const isOdd = v128.andnot(isWhole, f64x2.eq(f64x2.trunc(half), half));
  const signed = v128.xor(value, v128.and(v128.and(a, f64x2.splat(-0.0)), isOdd));
  // No number is the root of a negative one.
  const none = v128.andnot(v128.and(f64x2.lt(a, zero), isFinite), isWhole);
  return v128.bitselect(f64x2.splat(1), v128.or(signed, none), f64x2.eq(b, zero));
}

// 2^e m with m between √½ and √2: e and, of m, the series 2 (s + s³/3 + s⁵/5 + …) for s = (m - 1) / (m + 1). Every float is a
// normal number in 64 bits.
// @ts-ignore: decorator
@inline
function log2(x: v128): v128 {
  const exponent = i64x2.shr_s(i64x2.sub(x, i64x2.splat(SQRT_HALF_BITS)), 52);
  const m = i64x2.sub(x, i64x2.shl(exponent, 52)), one = f64x2.splat(1);
  const s = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one)), z = f64x2.mul(s, s);
  let series = f64x2.splat(1.0 / 13.0);
  series = next(series, z, 1.0 / 11.0);
  series = next(series, z, 1.0 / 9.0);
  series = next(series, z, 1.0 / 7.0);
  series = next(series, z, 1.0 / 5.0);
  series = next(series, z, 1.0 / 3.0);
  series = next(series, z, 1);
  const e = f64x2.convert_low_i32x4_s(i32x4.shuffle(exponent, exponent, 0, 2, 0, 2));
  return f64x2.add(e, f64x2.mul(f64x2.mul(s, f64x2.splat(2.0 / LN2)), series));
}

// 2^n times e^(f ln 2) with f between -½ and ½. NaN stays.
// @ts-ignore: decorator
@inline
function exp2(x: v128): v128 {
  // Beyond these every float is infinite, or 0.
  const held = f64x2.pmax(f64x2.pmin(x, f64x2.splat(200)), f64x2.splat(-200));
  const n = f64x2.nearest(held), r = f64x2.mul(f64x2.sub(held, n), f64x2.splat(LN2));
  let series = f64x2.splat(1.0 / 40320.0);
  series = next(series, r, 1.0 / 5040.0);
  series = next(series, r, 1.0 / 720.0);
  series = next(series, r, 1.0 / 120.0);
  series = next(series, r, 1.0 / 24.0);
  series = next(series, r, 1.0 / 6.0);
  series = next(series, r, 0.5);
  series = next(series, r, 1);
  series = next(series, r, 1);
  const exponent = i64x2.shl(i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n)), 52);
  return i64x2.add(series, exponent);
}

// One step of Horner's scheme.
// @ts-ignore: decorator
@inline
function next(sum: v128, x: v128, coefficient: f64): v128 {
  return f64x2.add(f64x2.mul(sum, x), f64x2.splat(coefficient));
}
