// The error function, erf(x) = 2/sqrt(pi) times the integral of e^-t² from 0 to x, and the normal distribution, four floats at
// a time.
// The polynomial near 0 is that of S. Moshier's Cephes library (erff).
import { expBelowZero, expWithin } from './exponential';
import { loadLanes, storeLanes } from '../memory/lanes';

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

/**
 * The share of a standard normal distribution that is below x, given bell(x). Relative error below 2e-6 where it is above
 * 1e-36; NaN stays. The tail is the bell times a polynomial in 1 / (1 + 0.318 |x|), which was fitted between 0 and 13.
 */
// @ts-ignore: decorator
@inline
export function normalDistribution(x: v128, bell: v128): v128 {
  const one = splat(1);
  const u = f32x4.div(one, f32x4.add(one, f32x4.mul(f32x4.abs(x), splat(0.3181980515339464))));
  let p = fma(u, splat(-1.2871768325567245e-2), 9.348949044942856e-2);
  p = fma(p, u, -2.3847636580467224e-1);
  p = fma(p, u, 2.3258644342422485e-1);
  p = fma(p, u, -6.29773810505867e-2);
  p = fma(p, u, 1.2725688517093658e-1);
  p = fma(p, u, 1.0628213733434677e-1);
  p = fma(p, u, 1.2780852615833282e-1);
  p = fma(p, u, 1.2690205872058868e-1);
  const tail = f32x4.mul(f32x4.mul(p, u), bell);
  return v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(x, splat(0)));
}

/** e^(-x²/2), relative error below 3e-7: what rounding takes from the square, which the exponential would enlarge, is added. */
// @ts-ignore: decorator
@inline
export function bell(x: v128): v128 {
  // The upper twelve bits of x have an exact square.
  const high = v128.and(x, i32x4.splat(0xfffff000)), half = splat(-0.5);
  const low = f32x4.mul(f32x4.sub(x, high), half), rest = f32x4.add(f32x4.mul(low, x), f32x4.mul(low, high));
  // Where e^-x²/2 is not 0 the rest is above -0.05, and its series short.
  const r = f32x4.pmax(splat(-0.0625), rest), series = fma(fma(fma(r, splat(1.0 / 6), 0.5), r, 1), r, 1);
  return f32x4.mul(expBelowZero(f32x4.mul(f32x4.mul(high, high), half)), series);
}

// erf(size) for sizes from 1 on: 1 - e^-p with a polynomial p that was fitted to -log(1 - erf) between 1 and 4, so that the
// result is off by no more than 2e-9. From 4 on erf is 1 in float32.
// @ts-ignore: decorator
@inline
function outside(size: v128): v128 {
  const t = f32x4.pmin(size, splat(4));
  let p = fma(t, splat(-1.855946466093883e-4), 2.939804224297404e-3);
  p = fma(p, t, -2.180608548223972e-2);
  p = fma(p, t, 1.030389294028282e-1);
  p = fma(p, t, 6.382239460945129e-1);
  p = fma(p, t, 1.127041101455689);
  p = fma(p, t, 3.534729185048491e-4);
  return f32x4.sub(splat(1), expWithin(f32x4.neg(p)));
}

/** to[count] = erf(x), absolute error below 1e-7; NaN stays. `to` may be x. */
export function erf(to: usize, x: usize, count: i32): void {
  const lines = to + (<usize>(count & ~15) << 2);
  for (; to < lines; to += 64) {
    const r0 = errorFunction(v128.load(x)), r1 = errorFunction(v128.load(x, 16));
    const r2 = errorFunction(v128.load(x, 32)), r3 = errorFunction(v128.load(x, 48));
    v128.store(to, r0); v128.store(to, r1, 16); v128.store(to, r2, 32); v128.store(to, r3, 48);
    x += 64;
  }
  for (let left = count & 15; left > 0; left -= 4) {
    const lanes = min(left, 4);
    storeLanes(to, errorFunction(loadLanes(x, lanes)), lanes);
    to += 16;
    x += 16;
  }
}

// @ts-ignore: decorator
@inline
function errorFunction(x: v128): v128 {
  const size = f32x4.abs(x), square = f32x4.mul(x, x);
  // x and what is less than a sixth of it: the sum is rounded last, and little before.
  const near = f32x4.add(x, f32x4.mul(fma(nearPolynomial(square), square, 0.128379165726710), x));
  const signed = v128.or(outside(size), v128.and(x, splat(-0.0)));
  // NaN is not above 1.
  return v128.bitselect(signed, near, f32x4.ge(size, splat(1)));
}
