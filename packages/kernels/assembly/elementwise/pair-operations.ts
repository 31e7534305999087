// The operations on a pair of numbers, of four pairs at a time. NaN comes through from both.
import { wrapped } from './cast';
import { upper } from '../memory/lanes';
import { modulo } from '../math/modulo';

// As listed in src/kernels/elementwise/broadcast.ts: first those that take no time to speak of.
export const ADD: i32 = 0;
export const SUBTRACT: i32 = 1;
export const MULTIPLY: i32 = 2;
export const DIVIDE: i32 = 3;
export const MAXIMUM: i32 = 4;
export const MINIMUM: i32 = 5;
export const PRELU: i32 = 6;
export const POWER: i32 = 7;
export const FLOOR_DIVIDE: i32 = 8;
export const MODULO: i32 = 9;

/** The operation, which is not POWER, of a and what prepared() makes of b; `one` is four times 1, which engines would make anew at each place. */
// @ts-ignore: decorator
@inline
export function four(operation: i32, a: v128, b: v128, one: v128): v128 {
  switch (operation) {
    case ADD: return f32x4.add(a, b);
    case SUBTRACT: return f32x4.sub(a, b);
    case MULTIPLY: return f32x4.mul(a, b);
    case DIVIDE: return f32x4.div(a, b);
    case MAXIMUM: return f32x4.max(a, b);
    case MINIMUM: return f32x4.min(a, b);
    case PRELU: return f32x4.mul(a, v128.xor(one, v128.and(f32x4.lt(a, f32x4.splat(0)), b)));
    case FLOOR_DIVIDE: return floorDivide(a, b);
    default: return modulo(a, b);
  }
}

/** What four() needs of b: of PRELU's factors what makes them of ones, which are those of positive numbers. */
// @ts-ignore: decorator
@inline
export function prepared(operation: i32, b: v128, one: v128): v128 {
  return operation == PRELU ? v128.xor(b, one) : b;
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
