// exp, log and their relatives, four floats at a time. Polynomials after S. Moshier's Cephes library (expf, logf,
// tanhf); only operations that IEEE 754 rounds exactly, so that every engine gives the same bits. The functions whose names end
// in Inline are for loops over several vectors: engines then load each constant once for all of them.

const LOG2_E: f32 = 1.44269504088896341;
// ln 2 in two parts: the first has so few bits that its multiples are exact.
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;
/** Above this, exp is Infinity in float32; below the negative bound it is 0. */
const EXP_MAX: f32 = 88.7228394;
const EXP_MIN: f32 = -87.3365448;

// @ts-ignore: decorator
@inline
function splat(value: f32): v128 {
  return f32x4.splat(value);
}

// @ts-ignore: decorator
@inline
function fma(a: v128, b: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(a, b), f32x4.splat(c));
}

// e^(x - n ln 2) for n the whole number next to x / ln 2.
// @ts-ignore: decorator
@inline
function reduced(x: v128, n: v128): v128 {
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, splat(LN2_HIGH))), f32x4.mul(n, splat(LN2_LOW)));
  let p = fma(r, splat(1.9875691500e-4), 1.3981999507e-3);
  p = fma(p, r, 8.3334519073e-3);
  p = fma(p, r, 4.1665795894e-2);
  p = fma(p, r, 1.6666665459e-1);
  p = fma(p, r, 5.0000001201e-1);
  return f32x4.add(fma(f32x4.mul(p, r), r, 1), r);
}

/** e^x, relative error below 2e-7; NaN stays NaN, results below 1.2e-38 are 0. */
export function exp(x: v128): v128 {
  return expInline(x);
}

// @ts-ignore: decorator
@inline
export function expInline(x: v128): v128 {
  // The pseudo-minimum takes one instruction, the minimum eight; what becomes of NaN is undone at the end.
  const clamped = f32x4.pmax(splat(EXP_MIN), f32x4.pmin(splat(EXP_MAX), x));
  const n = f32x4.nearest(f32x4.mul(clamped, splat(LOG2_E)));
  let p = reduced(clamped, n);
  // 2^n in two factors, since n may be 128.
  const whole = smallInteger(n);
  const half = i32x4.shr_s(whole, 1);
  p = f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
  p = v128.bitselect(splat(Infinity), p, f32x4.gt(x, splat(EXP_MAX)));
  p = v128.andnot(p, f32x4.lt(x, splat(EXP_MIN)));
  return v128.bitselect(p, x, f32x4.eq(x, x));
}

// A whole number within 2^22, as it stands in the lowest bits of 1.5 * 2^23 + n.
// @ts-ignore: decorator
@inline
function smallInteger(n: v128): v128 {
  return i32x4.sub(f32x4.add(n, splat(12582912)), i32x4.splat(0x4b400000));
}

// @ts-ignore: decorator
@inline
function powerOfTwo(exponent: v128): v128 {
  return i32x4.shl(i32x4.add(exponent, i32x4.splat(127)), 23);
}

/** exp(x) to the bit for x between -87 and 87, without a look at what lies beyond; NaN stays. */
// @ts-ignore: decorator
@inline
export function expWithin(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, splat(LOG2_E)));
  return f32x4.mul(reduced(x, n), powerOfTwo(smallInteger(n)));
}

/** exp(x) to the bit for x that is not above 0; 0 of NaN. */
// @ts-ignore: decorator
@inline
export function expBelowZero(x: v128): v128 {
  return v128.and(expWithin(f32x4.pmax(splat(EXP_MIN), x)), f32x4.ge(x, splat(EXP_MIN)));
}

/** e^x - 1, relative error below 3e-7 also near 0. */
export function expm1(x: v128): v128 {
  return expm1Inline(x);
}

// @ts-ignore: decorator
@inline
export function expm1Inline(x: v128): v128 {
  let p = fma(x, splat(1.0 / 5040), 1.0 / 720);
  p = fma(p, x, 1.0 / 120);
  p = fma(p, x, 1.0 / 24);
  p = fma(p, x, 1.0 / 6);
  p = fma(p, x, 0.5);
  const near = f32x4.add(x, f32x4.mul(f32x4.mul(x, x), p));
  return v128.bitselect(near, f32x4.sub(expInline(x), splat(1)), f32x4.lt(f32x4.abs(x), splat(0.4)));
}

// log(1 + m) + low + high for 1 + m between sqrt(1/2) and sqrt 2.
// @ts-ignore: decorator
@inline
function logarithm(m: v128, low: v128, high: v128): v128 {
  const z = f32x4.mul(m, m);
  let p = fma(m, splat(7.0376836292e-2), -1.1514610310e-1);
  p = fma(p, m, 1.1676998740e-1);
  p = fma(p, m, -1.2420140846e-1);
  p = fma(p, m, 1.4249322787e-1);
  p = fma(p, m, -1.6668057665e-1);
  p = fma(p, m, 2.0000714765e-1);
  p = fma(p, m, -2.4999993993e-1);
  p = fma(p, m, 3.3333331174e-1);
  p = f32x4.add(f32x4.mul(f32x4.mul(p, m), z), low);
  return f32x4.add(f32x4.add(m, f32x4.sub(p, f32x4.mul(z, splat(0.5)))), high);
}

/** Natural logarithm, relative error below 2e-7; -Infinity at 0, NaN below. */
export function log(x: v128): v128 {
  return logInline(x);
}

// @ts-ignore: decorator
@inline
export function logInline(x: v128): v128 {
  // Numbers without a leading one in their bits get one, 2^23 times as large.
  const tiny = f32x4.lt(x, splat(1.17549435e-38));
  const bits = v128.bitselect(f32x4.mul(x, splat(8388608)), x, tiny);
  let exponent = i32x4.sub(i32x4.shr_u(bits, 23), v128.bitselect(i32x4.splat(126 + 23), i32x4.splat(126), tiny));
  let m = v128.or(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000));
  // The mantissa from [0.5, 1) to [sqrt(1/2), sqrt 2).
  const small = f32x4.lt(m, splat(0.707106781186547524));
  exponent = i32x4.add(exponent, small);
  m = f32x4.sub(f32x4.add(m, v128.and(m, small)), splat(1));
  const e = f32x4.convert_i32x4_s(exponent);
  let p = logarithm(m, f32x4.mul(e, splat(LN2_LOW)), f32x4.mul(e, splat(LN2_HIGH)));
  p = v128.bitselect(splat(Infinity), p, f32x4.eq(x, splat(Infinity)));
  p = v128.bitselect(splat(-Infinity), p, f32x4.eq(x, splat(0)));
  return v128.bitselect(p, splat(NaN), f32x4.ge(x, splat(0)));
}

/** log(1 + x), relative error below 3e-7 also near 0; -Infinity at -1, NaN below. */
export function log1p(x: v128): v128 {
  return log1pInline(x);
}

// @ts-ignore: decorator
@inline
export function log1pInline(x: v128): v128 {
  const u = f32x4.add(x, splat(1));
  const rest = f32x4.sub(u, splat(1));
  const corrected = f32x4.mul(logInline(u), f32x4.div(x, rest));
  return v128.bitselect(x, corrected, v128.or(f32x4.eq(rest, splat(0)), f32x4.eq(u, splat(Infinity))));
}

/** log(1 + e^x), relative error below 4e-7; NaN stays. */
export function softplus(x: v128): v128 {
  return softplusInline(x);
}

// @ts-ignore: decorator
@inline
export function softplusInline(x: v128): v128 {
  // Of y = e^-|x|, no more than 1, above sqrt 2 - 1 half of 1 + y is nearer to 1.
  const y = expBelowZero(f32x4.neg(f32x4.abs(x)));
  const halved = f32x4.gt(y, splat(0.41421356237309503));
  const m = v128.bitselect(f32x4.mul(f32x4.sub(y, splat(1)), splat(0.5)), y, halved);
  const rest = logarithm(m, v128.and(halved, splat(LN2_LOW)), v128.and(halved, splat(LN2_HIGH)));
  return f32x4.add(f32x4.pmax(x, splat(0)), rest);
}

/** Hyperbolic tangent, relative error below 3e-7. */
export function tanh(x: v128): v128 {
  return tanhInline(x);
}

// @ts-ignore: decorator
@inline
export function tanhInline(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = fma(z, splat(-5.70498872745e-3), 2.06390887954e-2);
  p = fma(p, z, -5.37397155531e-2);
  p = fma(p, z, 1.33314422036e-1);
  p = fma(p, z, -3.33332819422e-1);
  const near = f32x4.add(x, f32x4.mul(f32x4.mul(p, z), x));
  // From 9 on it is 1 in float32.
  const grown = expWithin(f32x4.pmin(f32x4.mul(f32x4.abs(x), splat(2)), splat(40)));
  const far = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(grown, splat(1))));
  const signed = v128.or(far, v128.and(x, splat(-0.0)));
  return v128.bitselect(near, signed, f32x4.lt(f32x4.abs(x), splat(0.625)));
}

/** 1 / (1 + e^-x). */
export function sigmoid(x: v128): v128 {
  return sigmoidInline(x);
}

// @ts-ignore: decorator
@inline
export function sigmoidInline(x: v128): v128 {
  return f32x4.div(splat(1), f32x4.add(splat(1), expInline(f32x4.neg(x))));
}

/** Natural logarithm of one float. */
export function logOne(x: f32): f32 {
  return f32x4.extract_lane(log(splat(x)), 0);
}
