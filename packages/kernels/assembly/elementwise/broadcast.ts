// One operation on each pair of numbers of two tensors, of which either may stand still along an axis while the other
// moves on: pairs.ts along the last two axes, for all the others. The naive loops that this must equal are in
// src/reference/broadcast.ts.
import { SCRATCH_BYTES, rowsOf, run } from './pairs';

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
 * to[i] = operation(a[i], b[i]) over the broadcast shape; FLOOR_DIVIDE gives integers, modulo 2^32; PRELU
 * is a where a >= 0 and a * b below. The last axis has steps of 4 or 0. `to` may be a, where a is not broadcast.
 */
export function broadcast(shape: BroadcastShape, a: usize, b: usize, to: usize, scratch: usize): void {
  walk(shape, 0, a, b, to, scratch);
}

/** Scratch bytes of broadcast. */
export function broadcastScratchBytes(): i32 {
  return SCRATCH_BYTES;
}

/** The same for `count` numbers each, one beside the other. */
export function pairwise(operation: i32, count: i32, a: usize, b: usize, to: usize): void {
  rowsOf(operation, 1, 0, 0, count, true, true, a, b, to);
}

// Gives the place after the last number written.
function walk(shape: BroadcastShape, axis: i32, a: usize, b: usize, to: usize, scratch: usize): usize {
  const length = axisValue(shape, axis, 0), aStep = axisValue(shape, axis, 1), bStep = axisValue(shape, axis, 2);
  if (axis == AXES - 2) {
    const columns = axisValue(shape, AXES - 1, 0);
    const aWide = axisValue(shape, AXES - 1, 1) != 0, bWide = axisValue(shape, AXES - 1, 2) != 0;
    return run(shape.operation, length, aStep, bStep, columns, aWide, bWide, a, b, to, scratch);
  }
  for (let index = 0; index < length; index++) {
    to = walk(shape, axis + 1, a, b, to, scratch);
    a += <usize>aStep;
    b += <usize>bStep;
  }
  return to;
}
