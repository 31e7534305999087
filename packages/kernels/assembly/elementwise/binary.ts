// Binary elementwise operations with broadcasting: either tensor may stay where it is along an axis while the other moves
// on. The first axes are a recursion, the last two a loop of rows. The naive loops that this must equal are in
// src/reference/elementwise/broadcast.ts.
import { modulo } from '../math/modulo';
import { powers as powersOfRow } from '../math/power';
import { loadLanes, storeLanes, upper } from '../memory/lanes';
import { pixelGroup, repeatRows } from '../memory/repeat';
import { wrapped } from './cast';

// The codes of src/records/broadcast-layout.ts, those that take hardly any time first.
const ADD: i32 = 0;
const SUBTRACT: i32 = 1;
const MULTIPLY: i32 = 2;
const DIVIDE: i32 = 3;
const MAXIMUM: i32 = 4;
const MINIMUM: i32 = 5;
const PRELU: i32 = 6;
const POWER: i32 = 7;
const FLOOR_DIVIDE: i32 = 8;
const MODULO: i32 = 9;

const SCRATCH_BYTES: i32 = 256;
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
  broadcastAxis(shape, 0, a, b, to, scratch);
}

/** Scratch bytes of broadcast. */
export function broadcastScratchBytes(): i32 {
  return SCRATCH_BYTES;
}

/** The same for `count` numbers each, one beside the other. */
export function binaryElementwise(operation: i32, count: i32, a: usize, b: usize, to: usize): void {
  rowsOf(operation, 1, 0, 0, count, true, true, a, b, to);
}

// Returns the address after the last number written.
function broadcastAxis(shape: BroadcastShape, axis: i32, a: usize, b: usize, to: usize, scratch: usize): usize {
  const length = axisValue(shape, axis, 0), aStep = axisValue(shape, axis, 1), bStep = axisValue(shape, axis, 2);
  if (axis == AXES - 2) {
    const columns = axisValue(shape, AXES - 1, 0);
    const aWide = axisValue(shape, AXES - 1, 1) != 0, bWide = axisValue(shape, AXES - 1, 2) != 0;
    return binaryRows(shape.operation, length, aStep, bStep, columns, aWide, bWide, a, b, to, scratch);
  }
  for (let index = 0; index < length; index++) {
    to = broadcastAxis(shape, axis + 1, a, b, to, scratch);
    a += <usize>aStep;
    b += <usize>bStep;
  }
  return to;
}

/**
 * `count` rows, which begin a step (bytes) after each other in a and b, of columns. Either stands still along the columns
 * where it is not wide. Returns the address after the last number.
 */
function binaryRows(
  operation: i32, count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize,
  scratch: usize,
): usize {
  const line = columns << 2;
  // Rows of few columns don't fill the vectors: so many are taken as one, beside what they all meet as often.
  if (aWide && bWide && columns < 16 && count >= 16 && aStep + bStep == line && (aStep == 0 || bStep == 0)) {
    const group = pixelGroup(columns), rows = count / group, done = rows * group;
    repeatRows(aStep == 0 ? a : b, 1, columns, group, scratch);
    const from = aStep == 0 ? scratch : a, beside = aStep == 0 ? b : scratch;
    to = rowsOf(operation, rows, aStep * group, bStep * group, columns * group, true, true, from, beside, to);
    a += <usize>(aStep * done);
    b += <usize>(bStep * done);
    count -= done;
  }
  return rowsOf(operation, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

/** The same, row after row. */
function rowsOf(
  operation: i32, count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize,
): usize {
  switch (operation) {
    case ADD: return sums(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case SUBTRACT: return differences(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case MULTIPLY: return products(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case DIVIDE: return quotients(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case MAXIMUM: return maxima(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case MINIMUM: return minima(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case PRELU: return prelus(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case FLOOR_DIVIDE: return floors(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    case POWER: return powers(count, aStep, bStep, columns, aWide, bWide, a, b, to);
    default: return moduli(count, aStep, bStep, columns, aWide, bWide, a, b, to);
  }
}

// A function for each operation: within one, the optimizer would make one loop of all, with the choice in it, which takes
// twice as long.
function sums(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(ADD, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function differences(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(SUBTRACT, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function products(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(MULTIPLY, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function quotients(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(DIVIDE, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function maxima(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(MAXIMUM, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function minima(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(MINIMUM, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function prelus(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(PRELU, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

function floors(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(FLOOR_DIVIDE, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

// Row after row: a power takes so long that nothing else counts.
function powers(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  for (let row = 0; row < count; row++) {
    to = powersOfRow(columns, aWide, bWide, a, b, to);
    a += <usize>aStep;
    b += <usize>bStep;
  }
  return to;
}

function moduli(count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  return rows(MODULO, count, aStep, bStep, columns, aWide, bWide, a, b, to);
}

// @ts-ignore: decorator
@inline
function rows(
  operation: i32, count: i32, aStep: i32, bStep: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize,
): usize {
  if (operation <= PRELU && aWide && bWide && bStep == 0) return repeated(operation, count, aStep, columns, a, b, to);
  for (let row = 0; row < count; row++) {
    if (aWide && bWide) to = columnsOf(operation, columns, true, true, a, b, to);
    else if (aWide) to = columnsOf(operation, columns, true, false, a, b, to);
    else to = columnsOf(operation, columns, false, bWide, a, b, to);
    a += <usize>aStep;
    b += <usize>bStep;
  }
  return to;
}

// A row that every row of a meets: read once for four of them.
// @ts-ignore: decorator
@inline
function repeated(operation: i32, count: i32, aStep: i32, columns: i32, a: usize, b: usize, to: usize): usize {
  const bytes = <usize>columns << 2, lineBytes = <usize>(columns & ~15) << 2;
  const step = <usize>aStep, one = f32x4.splat(1);
  let row = 0;
  for (; row + 4 <= count; row += 4) {
    for (let at: usize = 0; at < lineBytes; at += 64) {
      const beside = b + at;
      const b0 = prepared(operation, v128.load(beside), one), b1 = prepared(operation, v128.load(beside, 16), one);
      const b2 = prepared(operation, v128.load(beside, 32), one), b3 = prepared(operation, v128.load(beside, 48), one);
      let from = a + at, target = to + at;
      line(operation, from, b0, b1, b2, b3, one, target);
      from += step; target += bytes;
      line(operation, from, b0, b1, b2, b3, one, target);
      from += step; target += bytes;
      line(operation, from, b0, b1, b2, b3, one, target);
      from += step; target += bytes;
      line(operation, from, b0, b1, b2, b3, one, target);
    }
    for (let last = to + 4 * bytes; to < last; to += bytes) {
      if (lineBytes < bytes) columnsOf(operation, columns & 15, true, true, a + lineBytes, b + lineBytes, to + lineBytes);
      a += step;
    }
  }
  for (; row < count; row++) {
    to = columnsOf(operation, columns, true, true, a, b, to);
    a += step;
  }
  return to;
}

// @ts-ignore: decorator
@inline
function line(operation: i32, a: usize, b0: v128, b1: v128, b2: v128, b3: v128, one: v128, to: usize): void {
  const r0 = applyFour(operation, v128.load(a), b0, one), r1 = applyFour(operation, v128.load(a, 16), b1, one);
  const r2 = applyFour(operation, v128.load(a, 32), b2, one), r3 = applyFour(operation, v128.load(a, 48), b3, one);
  v128.store(to, r0); v128.store(to, r1, 16); v128.store(to, r2, 32); v128.store(to, r3, 48);
}

// @ts-ignore: decorator
@inline
function columnsOf(operation: i32, columns: i32, aWide: bool, bWide: bool, a: usize, b: usize, to: usize): usize {
  const end = to + (<usize>columns << 2), whole = to + (<usize>(columns & ~3) << 2);
  const one = f32x4.splat(1), aStill = aWide ? one : v128.load_splat<f32>(a);
  const bStill = bWide ? one : prepared(operation, v128.load_splat<f32>(b), one);
  // Where an operation takes no time to speak of, the loop itself would cost as much.
  const lines = operation <= PRELU ? to + (<usize>(columns & ~15) << 2) : to;
  while (to < lines) {
    const r0 = applyFour(operation, aWide ? v128.load(a) : aStill, bWide ? prepared(operation, v128.load(b), one) : bStill, one);
    const r1 = applyFour(operation, aWide ? v128.load(a, 16) : aStill, bWide ? prepared(operation, v128.load(b, 16), one) : bStill, one);
    const r2 = applyFour(operation, aWide ? v128.load(a, 32) : aStill, bWide ? prepared(operation, v128.load(b, 32), one) : bStill, one);
    const r3 = applyFour(operation, aWide ? v128.load(a, 48) : aStill, bWide ? prepared(operation, v128.load(b, 48), one) : bStill, one);
    v128.store(to, r0); v128.store(to, r1, 16); v128.store(to, r2, 32); v128.store(to, r3, 48);
    to += 64;
    a += 64;
    b += 64;
  }
  while (to < whole) {
    v128.store(to, applyFour(operation, aWide ? v128.load(a) : aStill, bWide ? prepared(operation, v128.load(b), one) : bStill, one));
    to += 16;
    a += 16;
    b += 16;
  }
  const rest = columns & 3;
  if (rest != 0) {
    const left = aWide ? loadLanes(a, rest) : aStill, right = bWide ? prepared(operation, loadLanes(b, rest), one) : bStill;
    storeLanes(to, applyFour(operation, left, right, one), rest);
  }
  return end;
}

/**
 * Applies an operation other than POWER to a and to what prepared() makes of b. `one` is four times 1: engines would
 * otherwise build it again at each use.
 */
// @ts-ignore: decorator
@inline
function applyFour(operation: i32, a: v128, b: v128, one: v128): v128 {
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

/** What applyFour() needs of b: of PRELU's factors what makes them of ones, which are those of positive numbers. */
// @ts-ignore: decorator
@inline
function prepared(operation: i32, b: v128, one: v128): v128 {
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
