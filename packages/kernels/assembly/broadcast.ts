// One operation on each pair of numbers of two tensors, of which either may stand still along an axis while the other
// moves on: pairs.ts along the last two axes, for all the others. The naive loops that this must equal are in
// src/reference/broadcast.ts.
import { run } from './pairs';

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

/**
 * to[i] = operation(a[i], b[i]) over the broadcast shape; FLOOR_DIVIDE gives integers, modulo 2^32; PRELU is a where a >= 0 and a * b below, UNDEFINED_POWER is
 * NaN where JavaScript gives a to the power of b no value though C does, and 0 elsewhere. The last axis has steps of 4
 * or 0. `to` may be a, where a is not broadcast.
 */
export function broadcast(shape: BroadcastShape, a: usize, b: usize, to: usize): void {
  walk(shape, 0, a, b, to);
}

/** The same for `count` numbers each, one beside the other. */
export function pairwise(operation: i32, count: i32, a: usize, b: usize, to: usize): void {
  run(operation, 1, 0, 0, count, true, true, a, b, to);
}

/** Whether `count` numbers are all finite. */
export function allFinite(x: usize, count: i32): bool {
  const lines = x + (<usize>(count & ~15) << 2), end = x + (<usize>count << 2);
  // x - x is 0 for every number but infinities and NaN, of which it makes NaN. Four sums, none of which waits for another.
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (; x < lines; x += 64) {
    s0 = f32x4.add(s0, f32x4.sub(v128.load(x), v128.load(x)));
    s1 = f32x4.add(s1, f32x4.sub(v128.load(x, 16), v128.load(x, 16)));
    s2 = f32x4.add(s2, f32x4.sub(v128.load(x, 32), v128.load(x, 32)));
    s3 = f32x4.add(s3, f32x4.sub(v128.load(x, 48), v128.load(x, 48)));
  }
  for (; x < end; x += 4) s0 = f32x4.add(s0, f32x4.sub(v128.load_splat<f32>(x), v128.load_splat<f32>(x)));
  const sum = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  return i32x4.all_true(f32x4.eq(sum, sum));
}

// Gives the place after the last number written.
function walk(shape: BroadcastShape, axis: i32, a: usize, b: usize, to: usize): usize {
  const length = axisValue(shape, axis, 0), aStep = axisValue(shape, axis, 1), bStep = axisValue(shape, axis, 2);
  if (axis == AXES - 2) {
    const columns = axisValue(shape, AXES - 1, 0);
    const aWide = axisValue(shape, AXES - 1, 1) != 0, bWide = axisValue(shape, AXES - 1, 2) != 0;
    return run(shape.operation, length, aStep, bStep, columns, aWide, bWide, a, b, to);
  }
  for (let index = 0; index < length; index++) {
    to = walk(shape, axis + 1, a, b, to);
    a += <usize>aStep;
    b += <usize>bStep;
  }
  return to;
}
