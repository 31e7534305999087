// Powers of floats, worked out in 64 bits to some 2⁻³⁴, so that what is rounded to a float at the end is the power itself, but
// where it lies so near to the middle between two. No tables. As JavaScript has it: 1 to the power of NaN, and ±1 to that of
// infinity, are NaN. The polynomials have the least largest error of their degree (Remez' algorithm).
import { loadLanes, storeLanes, upper } from '../memory/lanes';

/** Of √½ as a float. */
// @ts-ignore: decorator
@inline
const SQRT_HALF_BITS: i32 = 0x3f3504f3;
/** The largest exponent, a whole number or half of one, that is worked out by products. */
// @ts-ignore: decorator
@inline
const MOST: f32 = 16;
// @ts-ignore: decorator
@inline
const SMALLEST_NORMAL: f32 = 1.1754943508222875e-38;
/** Added to a number below 2⁵¹ it leaves the nearest whole number in the last bits. */
// @ts-ignore: decorator
@inline
const TO_WHOLE: f64 = 6755399441055744;

/** to[count] = a to the power of b; either stands still where it is not wide. Returns the address after the last. */
export function powers(count: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  if (aWide && !bWide) {
    const exponent = load<f32>(b), halves = exponent * 2;
    if (exponent != 0 && nearest(halves) == halves && abs(exponent) <= MOST) return products(count, a, <i32>halves, to);
  }
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~7) << 2);
  const aStill = v128.load_splat<f32>(a), bStill = v128.load_splat<f32>(b);
  for (; to < whole; to += 32) {
    const x = aWide ? v128.load(a) : aStill, y = bWide ? v128.load(b) : bStill;
    const nextX = aWide ? v128.load(a, 16) : aStill, nextY = bWide ? v128.load(b, 16) : bStill;
    if (v128.any_true(v128.or(isSpecial(x, y), isSpecial(nextX, nextY)))) {
      v128.store(to, power(x, y));
      v128.store(to, power(nextX, nextY), 16);
    } else {
      v128.store(to, plainPower(x, y, i32x4.splat(0)));
      v128.store(to, plainPower(nextX, nextY, i32x4.splat(0)), 16);
    }
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

// Powers to halves / 2 that are products of few factors, and of one root: no logarithm, and nearer still to what is rounded once.
function products(count: i32, a: usize, halves: i32, to: usize): usize {
  const end = to + (<usize>count << 2), isRoot = (halves & 1) == 1;
  while (to < end) {
    const lanes = min(<i32>((end - to) >> 2), 4), x = loadLanes(a, lanes), one = f64x2.splat(1);
    let low = f64x2.promote_low_f32x4(x), high = f64x2.promote_low_f32x4(upper(x)), first = one, second = one;
    if (isRoot) {
      low = rooted(low);
      high = rooted(high);
      first = f64x2.sqrt(low);
      second = f64x2.sqrt(high);
    }
    for (let rest = abs(halves) >> 1; rest > 0; ) {
      if (rest & 1) {
        first = f64x2.mul(first, low);
        second = f64x2.mul(second, high);
      }
      rest >>= 1;
      low = f64x2.mul(low, low);
      high = f64x2.mul(high, high);
    }
    if (halves < 0) {
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

// Of -0 and of minus infinity the powers with a root are those of 0 and of infinity.
// @ts-ignore: decorator
@inline
function rooted(x: v128): v128 {
  const isLowest = f64x2.eq(x, f64x2.splat(-Infinity));
  return f64x2.add(v128.andnot(x, v128.and(isLowest, f64x2.splat(-0.0))), f64x2.splat(0));
}

// Whether a is no normal number above 0, or b is NaN.
// @ts-ignore: decorator
@inline
function isSpecial(a: v128, b: v128): v128 {
  const isNormal = v128.and(f32x4.ge(a, f32x4.splat(SMALLEST_NORMAL)), f32x4.lt(a, f32x4.splat(Infinity)));
  return v128.not(v128.and(isNormal, f32x4.eq(b, b)));
}

// Of any two floats.
// @ts-ignore: decorator
@inline
function power(a: v128, b: v128): v128 {
  const magnitude = f32x4.abs(a), zero = f32x4.splat(0), infinity = f32x4.splat(Infinity);
  const isSmall = f32x4.lt(magnitude, f32x4.splat(SMALLEST_NORMAL));
  const scaled = v128.bitselect(f32x4.mul(magnitude, f32x4.splat(16777216)), magnitude, isSmall);
  let value = plainPower(scaled, b, v128.and(isSmall, i32x4.splat(24)));
  const isZero = f32x4.eq(magnitude, zero), isInfinite = f32x4.eq(magnitude, infinity);
  const edge = v128.and(infinity, v128.xor(isZero, f32x4.gt(b, zero)));
  value = v128.bitselect(edge, value, v128.or(isZero, isInfinite));
  const isWhole = f32x4.eq(f32x4.trunc(b), b), half = f32x4.mul(b, f32x4.splat(0.5));
  const isOdd = v128.andnot(isWhole, f32x4.eq(f32x4.trunc(half), half));
  value = v128.xor(value, v128.and(v128.and(a, f32x4.splat(-0.0)), isOdd));
  // No number is the root of a negative one.
  const hasNoRoot = v128.andnot(v128.andnot(f32x4.lt(a, zero), isInfinite), isWhole);
  value = v128.or(value, v128.or(hasNoRoot, v128.or(f32x4.ne(a, a), f32x4.ne(b, b))));
  return v128.bitselect(f32x4.splat(1), value, f32x4.eq(b, zero));
}

// Of normal floats above 0, which are 2^scale times what counts, to a power that is not NaN. Inlined, so that engines load each
// constant once for all floats of a round.
// @ts-ignore: decorator
@inline
function plainPower(a: v128, b: v128, scale: v128): v128 {
  // a = 2^e m with m between √½ and √2.
  const e = i32x4.shr_s(i32x4.sub(a, i32x4.splat(SQRT_HALF_BITS)), 23), m = i32x4.sub(a, i32x4.shl(e, 23));
  const exponent = i32x4.sub(e, scale);
  const low = exp2(f64x2.mul(f64x2.promote_low_f32x4(b), log2(m, exponent)));
  const high = exp2(f64x2.mul(f64x2.promote_low_f32x4(upper(b)), log2(upper(m), upper(exponent))));
  return i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

// Of 2^exponent m, for the lower two of four: log₂ m is s P(s²) for s = (m - 1) / (m + 1), within 2⁻⁴⁵ of it.
// @ts-ignore: decorator
@inline
function log2(mantissa: v128, exponent: v128): v128 {
  const m = f64x2.promote_low_f32x4(mantissa), one = f64x2.splat(1);
  const s = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one)), z = f64x2.mul(s, s);
  const z2 = f64x2.mul(z, z);
  const first = line(2.88539008177785, 0.9617966941134019, z), second = line(0.5770779423466141, 0.412209254333981, z);
  const third = line(0.3199056118625326, 0.28290144368785247, z);
  const series = f64x2.add(first, f64x2.mul(z2, f64x2.add(second, f64x2.mul(z2, third))));
  return f64x2.add(f64x2.convert_low_i32x4_s(exponent), f64x2.mul(s, series));
}

// 2^n P(f) with f between -½ and ½, within 2⁻³⁴ of 2^(n + f). NaN stays.
// @ts-ignore: decorator
@inline
function exp2(x: v128): v128 {
  // Beyond these every float is infinite, or 0.
  const held = f64x2.pmax(f64x2.pmin(x, f64x2.splat(200)), f64x2.splat(-200)), toWhole = f64x2.splat(TO_WHOLE);
  const whole = f64x2.add(held, toWhole), f = f64x2.sub(held, f64x2.sub(whole, toWhole));
  const f2 = f64x2.mul(f, f), f4 = f64x2.mul(f2, f2);
  const first = line(0.9999999999616818, 0.6931471807284446, f), second = line(0.2402265119815789, 0.055504103534569235, f);
  const third = line(0.00961802725364381, 0.0013333922556294352, f);
  const fourth = line(0.00015469291148894633, 1.5201923227886917e-5, f);
  const low = f64x2.add(first, f64x2.mul(f2, second)), high = f64x2.add(third, f64x2.mul(f2, fourth));
  const series = f64x2.add(low, f64x2.mul(f4, high));
  return i64x2.add(series, i64x2.shl(whole, 52));
}

// Pairs of terms by Estrin's scheme, which do not wait for one another as Horner's steps do.
// @ts-ignore: decorator
@inline
function line(constant: f64, slope: f64, x: v128): v128 {
  return f64x2.add(f64x2.splat(constant), f64x2.mul(f64x2.splat(slope), x));
}
