// The error function, erf(x) = 2/sqrt(pi) times the integral of e^-t² from 0 to x, and its complement, four floats at a time.
// Polynomials after S. Moshier's Cephes library (erff, erfcf).
import { exp } from './exponential';
import { loadLanes, storeLanes } from './lanes';

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

// p(x²) with erf(x) = x (p(x²) x² + 1.128…) for |x| < 1.
// @ts-ignore: decorator
@inline
function nearPolynomial(square: v128): v128 {
  let p = fma(square, splat(7.853861353153693e-5), -8.010193625184903e-4);
  p = fma(p, square, 5.188327685732524e-3);
  p = fma(p, square, -2.685381193529856e-2);
  p = fma(p, square, 1.128358514861418e-1);
  return fma(p, square, -3.761262582423300e-1);
}

// 1 - erf(size) for sizes from 1 on: e^-x² / |x| times a polynomial of 1/x², one below 2 and another above.
// @ts-ignore: decorator
@inline
function tailOf(size: v128, bell: v128): v128 {
  const inverse = f32x4.div(splat(1), size), t = f32x4.mul(inverse, inverse);
  let middle = fma(t, splat(2.326819970068386e-2), -1.387039388740657e-1);
  middle = fma(middle, t, 3.687424674597105e-1);
  middle = fma(middle, t, -5.824733027278666e-1);
  middle = fma(middle, t, 6.210004621745983e-1);
  middle = fma(middle, t, -4.944515323274145e-1);
  middle = fma(middle, t, 3.404879937665872e-1);
  middle = fma(middle, t, -2.741127028184656e-1);
  middle = fma(middle, t, 5.638259427386472e-1);
  let far = fma(t, splat(-10.47766399936249), 12.97719955372516);
  far = fma(far, t, -7.495518717768503);
  far = fma(far, t, 2.921019019210786);
  far = fma(far, t, -1.015265279202700);
  far = fma(far, t, 4.218463358204948e-1);
  far = fma(far, t, -2.820767439740514e-1);
  far = fma(far, t, 5.641895067754075e-1);
  return f32x4.mul(f32x4.mul(bell, inverse), v128.bitselect(middle, far, f32x4.lt(size, splat(2))));
}

/**
 * 1 - erf(x) given x and e^-x². Relative error below 2e-6 where the result is above 1e-36, for the sake of the tails of a
 * normal distribution; NaN stays.
 */
export function errorFunctionComplement(x: v128, bell: v128): v128 {
  const size = f32x4.abs(x), square = f32x4.mul(x, x);
  const near = f32x4.sub(splat(1), f32x4.mul(x, fma(nearPolynomial(square), square, 1.128379165726710)));
  const tail = tailOf(size, bell);
  const positive = f32x4.gt(x, splat(0));
  const outside = v128.bitselect(tail, f32x4.sub(splat(2), tail), positive);
  return v128.bitselect(outside, near, f32x4.ge(size, splat(1)));
}

/** e^(-x²/2), relative error below 3e-7: what rounding takes from the square, which the exponential would enlarge, is added. */
export function bell(x: v128): v128 {
  // The upper twelve bits of x have an exact square.
  const high = v128.and(x, i32x4.splat(0xfffff000)), half = splat(-0.5);
  const low = f32x4.mul(f32x4.sub(x, high), half), rest = f32x4.add(f32x4.mul(low, x), f32x4.mul(low, high));
  return f32x4.mul(exp(f32x4.mul(f32x4.mul(high, high), half)), exp(rest));
}

/** to[count] = erf(x), absolute error below 1e-7; NaN stays. `to` may be x. */
export function erf(to: usize, x: usize, count: i32): void {
  const end = to + (<usize>(count & ~3) << 2);
  for (; to < end; to += 16) {
    v128.store(to, errorFunction(v128.load(x)));
    x += 16;
  }
  const rest = count & 3;
  if (rest) storeLanes(to, errorFunction(loadLanes(x, rest)), rest);
}

// @ts-ignore: decorator
@inline
function errorFunction(x: v128): v128 {
  const size = f32x4.abs(x), square = f32x4.mul(x, x);
  // x and what is less than a sixth of it: the sum is rounded last, and little before.
  const near = f32x4.add(x, f32x4.mul(fma(nearPolynomial(square), square, 0.128379165726710), x));
  const beyond = f32x4.sub(splat(1), tailOf(size, exp(f32x4.neg(square))));
  // 1 from 4 on; 1 / x² of an infinity would be 0 times it.
  const whole = v128.bitselect(splat(1), beyond, f32x4.gt(size, splat(4)));
  const signed = v128.or(whole, v128.and(x, splat(-0.0)));
  const value = v128.bitselect(near, signed, f32x4.lt(size, splat(1)));
  return v128.bitselect(value, x, f32x4.eq(x, x));
}
