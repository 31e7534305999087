// Powers of floats, worked out in 64 bits to some 2⁻³², so that what is rounded to a float at the end is the power itself, but
// where it lies so near to the middle between two. No tables. As JavaScript has it: 1 to the power of NaN, and ±1 to that of infinity, are NaN.
import { upper } from './lanes';

// @ts-ignore: decorator
@inline
const SQRT_HALF_BITS: i64 = 0x3fe6a09e667f3bcd;
// @ts-ignore: decorator
@inline
const LN2: f64 = 0.6931471805599453;

/** a to the power of b, four floats each. */
// @ts-ignore: decorator
@inline
export function power(a: v128, b: v128): v128 {
  const low = powerOfTwo(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b));
  const high = powerOfTwo(f64x2.promote_low_f32x4(upper(a)), f64x2.promote_low_f32x4(upper(b)));
  return i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

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
