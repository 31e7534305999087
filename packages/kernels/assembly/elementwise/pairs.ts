// One operation on each pair of numbers of two matrices, of which either may stand still along an axis while the other moves
// on. How tensors of more axes become matrices: broadcast.ts.
import { loadLanes, storeLanes } from '../memory/lanes';
import { pixelGroup, repeatRows } from '../memory/repeat';
import {
  ADD, DIVIDE, FLOOR_DIVIDE, MAXIMUM, MINIMUM, MULTIPLY, POWER, PRELU, SUBTRACT, MODULO, four, prepared,
} from './pair-operations';
import { powers as powersOfRow } from '../math/power';

/** Scratch bytes of run. */
export const SCRATCH_BYTES: i32 = 256;

/**
 * `count` rows, which begin a step (bytes) after each other in a and b, of columns. Either stands still along the columns
 * where it is not wide. @returns the place after the last number
 */
export function run(
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
export function rowsOf(
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
  const r0 = four(operation, v128.load(a), b0, one), r1 = four(operation, v128.load(a, 16), b1, one);
  const r2 = four(operation, v128.load(a, 32), b2, one), r3 = four(operation, v128.load(a, 48), b3, one);
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
    const r0 = four(operation, aWide ? v128.load(a) : aStill, bWide ? prepared(operation, v128.load(b), one) : bStill, one);
    const r1 = four(operation, aWide ? v128.load(a, 16) : aStill, bWide ? prepared(operation, v128.load(b, 16), one) : bStill, one);
    const r2 = four(operation, aWide ? v128.load(a, 32) : aStill, bWide ? prepared(operation, v128.load(b, 32), one) : bStill, one);
    const r3 = four(operation, aWide ? v128.load(a, 48) : aStill, bWide ? prepared(operation, v128.load(b, 48), one) : bStill, one);
    v128.store(to, r0); v128.store(to, r1, 16); v128.store(to, r2, 32); v128.store(to, r3, 48);
    to += 64;
    a += 64;
    b += 64;
  }
  while (to < whole) {
    v128.store(to, four(operation, aWide ? v128.load(a) : aStill, bWide ? prepared(operation, v128.load(b), one) : bStill, one));
    to += 16;
    a += 16;
    b += 16;
  }
  const rest = columns & 3;
  if (rest != 0) {
    const left = aWide ? loadLanes(a, rest) : aStill, right = bWide ? prepared(operation, loadLanes(b, rest), one) : bStill;
    storeLanes(to, four(operation, left, right, one), rest);
  }
  return end;
}
