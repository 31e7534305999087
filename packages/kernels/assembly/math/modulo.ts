// What is left of a number divided by another, with the sign of the divisor, as tfjs' cpu backend has it.
import { upper } from '../memory/lanes';

/** (a mod b + b) mod b where the signs differ, else a mod b; of four floats each. */
// @ts-ignore: decorator
@inline
export function modulo(a: v128, b: v128): v128 {
  const low = moduloOfTwo(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b));
  const high = moduloOfTwo(f64x2.promote_low_f32x4(upper(a)), f64x2.promote_low_f32x4(upper(b)));
  return i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

function moduloOfTwo(a: v128, b: v128): v128 {
  const quotient = f64x2.trunc(f64x2.div(a, b));
  // Below 2²⁹ the product of quotient and float has no more than 53 bits: all of this is exact.
  const isSmall = v128.and(
    f64x2.lt(f64x2.abs(quotient), f64x2.splat(536870912)), f64x2.lt(f64x2.abs(b), f64x2.splat(Infinity)),
  );
  if (!i64x2.all_true(isSmall)) {
    return f64x2(
      moduloOfOne(f64x2.extract_lane(a, 0), f64x2.extract_lane(b, 0)),
      moduloOfOne(f64x2.extract_lane(a, 1), f64x2.extract_lane(b, 1)),
    );
  }
  const zero = f64x2.splat(0);
  const rest = f64x2.sub(a, f64x2.mul(quotient, b)), turned = f64x2.add(rest, b);
  const differ = v128.xor(f64x2.lt(a, zero), f64x2.lt(b, zero));
  // Nothing, or too little to show beside the divisor, makes the divisor itself.
  const positive = v128.andnot(turned, f64x2.eq(turned, b));
  return v128.bitselect(positive, rest, differ);
}

function moduloOfOne(a: f64, b: f64): f64 {
  const rest = a % b;
  return (a < 0 && b < 0) || (a >= 0 && b >= 0) ? rest : (rest + b) % b;
}
