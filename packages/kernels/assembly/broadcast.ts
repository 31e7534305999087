// One operation on each pair of numbers of two tensors, of which either may stand still along an axis while the other
// moves on. NaN comes through from both. The naive loops that this must equal are in src/reference/broadcast.ts.

export const ADD: i32 = 0;
export const MAXIMUM: i32 = 1;
export const MINIMUM: i32 = 2;
export const PRELU: i32 = 3;
export const UNDEFINED_POWER: i32 = 4;

const AXES: i32 = 6;

/** As the host lays it out: the operation, then for each of six axes its length and the steps of a and b in bytes. */
@unmanaged
export class BroadcastShape {
  operation: i32;
}

// @ts-ignore: decorator
@inline
function axisValue(shape: BroadcastShape, axis: i32, which: i32): i32 {
  return load<i32>(changetype<usize>(shape) + <usize>((1 + axis * 3 + which) << 2));
}

// @ts-ignore: decorator
@inline
function four(operation: i32, a: v128, b: v128): v128 {
  switch (operation) {
    case ADD: return f32x4.add(a, b);
    case MAXIMUM: return f32x4.max(a, b);
    case MINIMUM: return f32x4.min(a, b);
    case PRELU: return v128.bitselect(f32x4.mul(a, b), a, f32x4.lt(a, f32x4.splat(0)));
    default: return undefinedPower(a, b);
  }
}

// x - x is 0 for every number, but NaN for infinities.
// @ts-ignore: decorator
@inline
function undefinedPower(base: v128, exponent: v128): v128 {
  const one = f32x4.eq(f32x4.abs(base), f32x4.splat(1));
  const ofOne = v128.and(one, f32x4.sub(exponent, exponent));
  return v128.bitselect(ofOne, exponent, f32x4.eq(exponent, exponent));
}

/**
 * to[i] = operation(a[i], b[i]) over the broadcast shape; PRELU is a where a >= 0 and a * b below, UNDEFINED_POWER is
 * NaN where JavaScript gives a to the power of b no value though C does, and 0 elsewhere. The last axis has steps of 4
 * or 0. `to` may be a, where a is not broadcast.
 */
export function broadcast(shape: BroadcastShape, a: usize, b: usize, to: usize): void {
  walk(shape, 0, a, b, to);
}

// Gives the place after the last number written.
function walk(shape: BroadcastShape, axis: i32, a: usize, b: usize, to: usize): usize {
  const length = axisValue(shape, axis, 0), aStep = axisValue(shape, axis, 1), bStep = axisValue(shape, axis, 2);
  if (axis == AXES - 1) return run(shape.operation, length, aStep, bStep, a, b, to);
  for (let index = 0; index < length; index++) {
    to = walk(shape, axis + 1, a, b, to);
    a += <usize>aStep;
    b += <usize>bStep;
  }
  return to;
}

function run(operation: i32, length: i32, aStep: i32, bStep: i32, a: usize, b: usize, to: usize): usize {
  switch (operation) {
    case ADD: return lastAxis(ADD, length, aStep, bStep, a, b, to);
    case MAXIMUM: return lastAxis(MAXIMUM, length, aStep, bStep, a, b, to);
    case MINIMUM: return lastAxis(MINIMUM, length, aStep, bStep, a, b, to);
    case PRELU: return lastAxis(PRELU, length, aStep, bStep, a, b, to);
    default: return lastAxis(UNDEFINED_POWER, length, aStep, bStep, a, b, to);
  }
}

// @ts-ignore: decorator
@inline
function lastAxis(operation: i32, length: i32, aStep: i32, bStep: i32, a: usize, b: usize, to: usize): usize {
  const end = to + (<usize>length << 2), whole = to + (<usize>(length & ~3) << 2);
  const aWide = <usize>aStep << 2, bWide = <usize>bStep << 2;
  while (to < whole) {
    const left = aStep ? v128.load(a) : v128.load_splat<f32>(a), right = bStep ? v128.load(b) : v128.load_splat<f32>(b);
    v128.store(to, four(operation, left, right));
    to += 16;
    a += aWide;
    b += bWide;
  }
  while (to < end) {
    const pair = four(operation, v128.load_splat<f32>(a), v128.load_splat<f32>(b));
    store<f32>(to, f32x4.extract_lane(pair, 0));
    to += 4;
    a += <usize>aStep;
    b += <usize>bStep;
  }
  return to;
}
