// Comparisons and logical operations on each pair of numbers of two tensors that broadcast: truth values, a byte each. The
// layout is that of broadcast.ts.
import { BroadcastShape } from './binary';

const AXES: i32 = 6;

// As listed in src/kernels/elementwise/comparisons.ts. What is less is greater the other way round.
const EQUAL: i32 = 0;
const NOT_EQUAL: i32 = 1;
const GREATER: i32 = 2;
const GREATER_EQUAL: i32 = 3;
const AND: i32 = 4;
const OR: i32 = 5;
const XOR: i32 = 6;

const FLOATS: i32 = 0;
const INTEGERS: i32 = 1;
const BYTES: i32 = 2;

/** to[i] = operation(a[i], b[i]) over the broadcast shape. `type`: 0 floats, 1 integers, 2 truth values, for AND, OR and XOR. */
export function compare(shape: BroadcastShape, type: i32, a: usize, b: usize, to: usize): void {
  walk(shape, type, 0, a, b, to);
}

// @ts-ignore: decorator
@inline
function axisValue(shape: BroadcastShape, axis: i32, which: i32): i32 {
  return load<i32>(changetype<usize>(shape) + <usize>((1 + axis * 3 + which) << 2));
}

function walk(shape: BroadcastShape, type: i32, axis: i32, a: usize, b: usize, to: usize): usize {
  const length = axisValue(shape, axis, 0), aStep = axisValue(shape, axis, 1), bStep = axisValue(shape, axis, 2);
  if (axis == AXES - 1) {
    row(shape.operation, type, length, aStep != 0, bStep != 0, a, b, to);
    return to + <usize>length;
  }
  // The layout counts four bytes a number.
  const shift = type == BYTES ? 2 : 0;
  for (let index = 0; index < length; index++) {
    to = walk(shape, type, axis + 1, a, b, to);
    a += <usize>(aStep >> shift);
    b += <usize>(bStep >> shift);
  }
  return to;
}

function row(operation: i32, type: i32, count: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): void {
  if (type == BYTES) return bytes(operation, count, aWide, bWide, a, b, to);
  const flip: u8 = operation == NOT_EQUAL ? 1 : 0;
  const kind = operation == NOT_EQUAL ? EQUAL : operation;
  if (type == FLOATS) {
    if (kind == EQUAL) numbers(FLOATS, EQUAL, flip, count, aWide, bWide, a, b, to);
    else if (kind == GREATER) numbers(FLOATS, GREATER, flip, count, aWide, bWide, a, b, to);
    else numbers(FLOATS, GREATER_EQUAL, flip, count, aWide, bWide, a, b, to);
  } else {
    if (kind == EQUAL) numbers(INTEGERS, EQUAL, flip, count, aWide, bWide, a, b, to);
    else if (kind == GREATER) numbers(INTEGERS, GREATER, flip, count, aWide, bWide, a, b, to);
    else numbers(INTEGERS, GREATER_EQUAL, flip, count, aWide, bWide, a, b, to);
  }
}

// @ts-ignore: decorator
@inline
function numbers(
  type: i32, operation: i32, flip: u8, count: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize,
): void {
  const one = i8x16.splat(1), flips = i8x16.splat(<i8>flip);
  const aStep: usize = aWide ? 4 : 0, bStep: usize = bWide ? 4 : 0;
  const aStill = v128.load_splat<u32>(a), bStill = v128.load_splat<u32>(b);
  let left = count;
  for (; left >= 16; left -= 16) {
    const r0 = four(type, operation, aWide ? v128.load(a) : aStill, bWide ? v128.load(b) : bStill);
    const r1 = four(type, operation, aWide ? v128.load(a, 16) : aStill, bWide ? v128.load(b, 16) : bStill);
    const r2 = four(type, operation, aWide ? v128.load(a, 32) : aStill, bWide ? v128.load(b, 32) : bStill);
    const r3 = four(type, operation, aWide ? v128.load(a, 48) : aStill, bWide ? v128.load(b, 48) : bStill);
    const all = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(r0, r1), i16x8.narrow_i32x4_s(r2, r3));
    v128.store(to, v128.xor(v128.and(all, one), flips));
    a += aStep << 4;
    b += bStep << 4;
    to += 16;
  }
  for (; left > 0; left--) {
    store<u8>(to, alone(type, operation, a, b) ^ flip);
    a += aStep;
    b += bStep;
    to++;
  }
}

// @ts-ignore: decorator
@inline
function four(type: i32, operation: i32, a: v128, b: v128): v128 {
  if (type == FLOATS) {
    if (operation == EQUAL) return f32x4.eq(a, b);
    return operation == GREATER ? f32x4.gt(a, b) : f32x4.ge(a, b);
  }
  if (operation == EQUAL) return i32x4.eq(a, b);
  return operation == GREATER ? i32x4.gt_s(a, b) : i32x4.ge_s(a, b);
}

// @ts-ignore: decorator
@inline
function alone(type: i32, operation: i32, a: usize, b: usize): u8 {
  if (type == FLOATS) {
    const x = load<f32>(a), y = load<f32>(b);
    if (operation == EQUAL) return u8(x == y);
    return u8(operation == GREATER ? x > y : x >= y);
  }
  const x = load<i32>(a), y = load<i32>(b);
  if (operation == EQUAL) return u8(x == y);
  return u8(operation == GREATER ? x > y : x >= y);
}

// @ts-ignore: decorator
@inline
function bytes(operation: i32, count: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): void {
  const aStep: usize = aWide ? 1 : 0, bStep: usize = bWide ? 1 : 0;
  const aStill = v128.load_splat<u8>(a), bStill = v128.load_splat<u8>(b);
  let left = count;
  for (; left >= 16; left -= 16) {
    const x = aWide ? v128.load(a) : aStill, y = bWide ? v128.load(b) : bStill;
    v128.store(to, operation == AND ? v128.and(x, y) : operation == OR ? v128.or(x, y) : v128.xor(x, y));
    a += aStep << 4;
    b += bStep << 4;
    to += 16;
  }
  for (; left > 0; left--) {
    const x = load<u8>(a), y = load<u8>(b);
    store<u8>(to, operation == AND ? x & y : operation == OR ? x | y : x ^ y);
    a += aStep;
    b += bStep;
    to++;
  }
}
