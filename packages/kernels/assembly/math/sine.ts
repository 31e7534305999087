// Sine and cosine, four floats at a time: the argument less a multiple of π/2 in 64-bit arithmetic, and on what is left the
// polynomials of S. Moshier's Cephes library (sinf, cosf).
import { loadLanes, storeLanes } from '../memory/lanes';

// π/2 in two parts: the first has so few bits that its multiples up to 2^20 are exact.
const HALF_PI_HIGH: f64 = 1.57079632673412561417;
const HALF_PI_LOW: f64 = 6.07710050650619224932e-11;

/** to[count] = sin(x). `to` may be x. */
export function sin(to: usize, x: usize, count: i32): void {
  each(0, to, x, count);
}

/** to[count] = cos(x). `to` may be x. */
export function cos(to: usize, x: usize, count: i32): void {
  each(1, to, x, count);
}

// @ts-ignore: decorator
@inline
function each(quarters: i32, to: usize, x: usize, count: i32): void {
  // Two at a time: engines then load each constant once for both.
  const end = to + (<usize>count << 2), pairs = to + (<usize>(count & ~7) << 2);
  for (; to < pairs; to += 32) {
    const low = valueOf(quarters, v128.load(x)), high = valueOf(quarters, v128.load(x, 16));
    v128.store(to, low);
    v128.store(to, high, 16);
    x += 32;
  }
  while (to < end) {
    const lanes = min(<i32>((end - to) >> 2), 4);
    storeLanes(to, valueOf(quarters, loadLanes(x, lanes)), lanes);
    to += 16;
    x += 16;
  }
}

// Multiples of π/2 in two of the numbers.
// @ts-ignore: decorator
@inline
function multiplesOf(x: v128): v128 {
  return f64x2.nearest(f64x2.mul(x, f64x2.splat(0.63661977236758134308)));
}

// @ts-ignore: decorator
@inline
function restOf(x: v128, multiples: v128): v128 {
  const high = f64x2.sub(x, f64x2.mul(multiples, f64x2.splat(HALF_PI_HIGH)));
  return f32x4.demote_f64x2_zero(f64x2.sub(high, f64x2.mul(multiples, f64x2.splat(HALF_PI_LOW))));
}

// sin(x + quarters π/2).
// @ts-ignore: decorator
@inline
function valueOf(quarters: i32, x: v128): v128 {
  const low = f64x2.promote_low_f32x4(x), high = f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1));
  const lowMultiples = multiplesOf(low), highMultiples = multiplesOf(high);
  const n = i32x4.add(
    i64x2.shuffle(i32x4.trunc_sat_f64x2_s_zero(lowMultiples), i32x4.trunc_sat_f64x2_s_zero(highMultiples), 0, 2),
    i32x4.splat(quarters),
  );
  const rest = i64x2.shuffle(restOf(low, lowMultiples), restOf(high, highMultiples), 0, 2);
  // Where 64 bits do not reach, what is left of the argument says nothing, but is no larger than it can be.
  const bound = f32x4.splat(0.785398163397448309616);
  const r = f32x4.pmax(f32x4.neg(bound), f32x4.pmin(bound, rest)), z = f32x4.mul(r, r);
  let sine = f32x4.add(f32x4.mul(z, f32x4.splat(-1.9515295891e-4)), f32x4.splat(8.3321608736e-3));
  sine = f32x4.add(f32x4.mul(sine, z), f32x4.splat(-1.6666654611e-1));
  sine = f32x4.add(f32x4.mul(f32x4.mul(sine, z), r), r);
  let cosine = f32x4.add(f32x4.mul(z, f32x4.splat(2.443315711809948e-5)), f32x4.splat(-1.388731625493765e-3));
  cosine = f32x4.add(f32x4.mul(cosine, z), f32x4.splat(4.166664568298827e-2));
  cosine = f32x4.mul(f32x4.mul(cosine, z), z);
  cosine = f32x4.add(f32x4.sub(cosine, f32x4.mul(z, f32x4.splat(0.5))), f32x4.splat(1));
  const isOdd = i32x4.neg(v128.and(n, i32x4.splat(1)));
  const value = v128.bitselect(cosine, sine, isOdd);
  const signed = v128.xor(value, i32x4.shl(v128.and(n, i32x4.splat(2)), 30));
  // Of infinities and NaN there is none.
  return v128.bitselect(signed, f32x4.sub(x, x), f32x4.lt(f32x4.abs(x), f32x4.splat(Infinity)));
}
