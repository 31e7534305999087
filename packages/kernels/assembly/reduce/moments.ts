// Mean and variance of columns, which batch normalization needs (batch-normalization.ts, channels last), and of rows, which
// layer normalization needs (layer-normalization.ts). The naive loops that these must equal are in src/reference, under the
// names of the two. The order of the additions follows from the numbers of rows and columns alone.
import { zeroFloats } from '../memory/floats';
import { firstLanes, loadLanes, upper } from '../memory/lanes';
import { pixelGroup } from '../memory/repeat';
import { sumsOfFour } from './sum';

/** Floats of a run: it stays in the cache from the pass for its mean to the pass for its squares. */
const RUN_FLOATS: i32 = 4096;
/** Rows of a run at least, so that the end of a run costs little beside its rows. */
const RUN_ROWS: i32 = 32;
/** Numbers of one row that are summed in single precision. The sums of such runs are added up in double precision. */
export const ROW_RUN: i32 = 1024;

/** Scratch bytes of columnMoments. */
export function columnMomentsScratchBytes(channels: i32): usize {
  return <usize>(6 * pixelGroup(channels) * channels) << 2;
}

/**
 * mean[channels] and the biased variance[channels] of x[rows, channels] over its rows, of which there is at least one.
 *
 * Rows of few channels are read several at a time as one wide row. A run of these gives a mean for each column, then the
 * squares of the distances from it, which do not cancel. The runs are added up in double precision.
 */
export function columnMoments(
  x: usize, rows: i32, channels: i32, mean: usize, variance: usize, scratch: usize,
): void {
  const group = pixelGroup(channels), wide = group * channels, line = <usize>wide << 2;
  const pivots = scratch, squares = pivots + line, totals = squares + line, totalSquares = totals + 2 * line;
  const wideRows = rows / group, longest = max(RUN_ROWS, RUN_FLOATS / wide & ~7);
  zeroFloats(totals, 4 * wide);
  for (let row = 0; row < wideRows; row += longest) {
    const run = min(longest, wideRows - row);
    zeroFloats(pivots, 2 * wide);
    addRows(x, run, line, pivots);
    scaleFloats(pivots, line, <f32>1 / <f32>run);
    addSquares(x, run, line, pivots, squares);
    addRun(run, pivots, squares, line, totals, totalSquares);
    x += <usize>run * line;
  }
  addRest(x, rows - wideRows * group, channels, totals, totalSquares);
  for (let channel = 0; channel < channels; channel++) {
    const at = <usize>channel << 2;
    const sum = sumOfCopies(totals, channel, channels, group), squared = sumOfCopies(totalSquares, channel, channels, group);
    store<f32>(mean + at, <f32>(sum / <f64>rows));
    store<f32>(variance + at, <f32>max<f64>(0, (squared - sum * sum / <f64>rows) / <f64>rows));
  }
}

/** The sum of a channel's totals: of totals[group, channels], doubles. */
export function sumOfCopies(totals: usize, channel: i32, channels: i32, group: i32): f64 {
  let sum: f64 = 0;
  for (let copy = 0; copy < group; copy++) sum += load<f64>(totals + (<usize>(copy * channels + channel) << 3));
  return sum;
}

/** totals[] += sums[]: doubles and floats, a multiple of four of them, whose floats take `line` bytes. */
export function addToTotals(sums: usize, line: usize, totals: usize): void {
  for (const end = sums + line; sums < end; sums += 16) {
    const sum = v128.load(sums);
    v128.store(totals, f64x2.add(v128.load(totals), f64x2.promote_low_f32x4(sum)));
    v128.store(totals, f64x2.add(v128.load(totals, 16), f64x2.promote_low_f32x4(upper(sum))), 16);
    totals += 32;
  }
}

// sums += the sum of `rows` rows. Eight at a time, so that `sums` are seldom read and written, and memory is read in order.
function addRows(x: usize, rows: i32, line: usize, sums: usize): void {
  for (; rows >= 8; rows -= 8) {
    for (let at: usize = 0; at < line; at += 16) {
      let row = x + at;
      const r0 = v128.load(row), r1 = v128.load(row += line), r2 = v128.load(row += line), r3 = v128.load(row += line);
      const r4 = v128.load(row += line), r5 = v128.load(row += line), r6 = v128.load(row += line), r7 = v128.load(row += line);
      const sum = f32x4.add(sumOfFour(r0, r1, r2, r3), sumOfFour(r4, r5, r6, r7));
      v128.store(sums + at, f32x4.add(v128.load(sums + at), sum));
    }
    x += line << 3;
  }
  for (; rows > 0; rows--) {
    for (let at: usize = 0; at < line; at += 16) {
      v128.store(sums + at, f32x4.add(v128.load(sums + at), v128.load(x + at)));
    }
    x += line;
  }
}

// squares += the sum of (x - pivot)² over `rows` rows.
function addSquares(x: usize, rows: i32, line: usize, pivots: usize, squares: usize): void {
  for (; rows >= 8; rows -= 8) {
    for (let at: usize = 0; at < line; at += 16) {
      const pivot = v128.load(pivots + at);
      let row = x + at;
      const r0 = square(row, pivot), r1 = square(row += line, pivot), r2 = square(row += line, pivot);
      const r3 = square(row += line, pivot), r4 = square(row += line, pivot), r5 = square(row += line, pivot);
      const r6 = square(row += line, pivot), r7 = square(row += line, pivot);
      const sum = f32x4.add(sumOfFour(r0, r1, r2, r3), sumOfFour(r4, r5, r6, r7));
      v128.store(squares + at, f32x4.add(v128.load(squares + at), sum));
    }
    x += line << 3;
  }
  for (; rows > 0; rows--) {
    for (let at: usize = 0; at < line; at += 16) {
      v128.store(squares + at, f32x4.add(v128.load(squares + at), square(x + at, v128.load(pivots + at))));
    }
    x += line;
  }
}

/** The sum of four vectors in each of their numbers. */
// @ts-ignore: decorator
@inline
export function sumOfFour(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
}

// @ts-ignore: decorator
@inline
function square(x: usize, pivot: v128): v128 {
  const distance = f32x4.sub(v128.load(x), pivot);
  return f32x4.mul(distance, distance);
}

function scaleFloats(x: usize, bytes: usize, factor: f32): void {
  const factors = f32x4.splat(factor);
  for (const end = x + bytes; x < end; x += 16) v128.store(x, f32x4.mul(v128.load(x), factors));
}

// Of a run of `rows` rows, whose means are the pivots: Σ x = rows · pivot, Σ x² = Σ (x - pivot)² + rows · pivot².
function addRun(rows: i32, pivots: usize, squares: usize, line: usize, totals: usize, totalSquares: usize): void {
  const count = f64x2.splat(<f64>rows);
  addToTotals(squares, line, totalSquares);
  for (const end = pivots + line; pivots < end; pivots += 8) {
    const pivot = f64x2.promote_low_f32x4(v128.load64_zero(pivots));
    const sum = f64x2.mul(count, pivot);
    v128.store(totals, f64x2.add(v128.load(totals), sum));
    v128.store(totalSquares, f64x2.add(v128.load(totalSquares), f64x2.mul(sum, pivot)));
    totals += 16;
    totalSquares += 16;
  }
}

// The rows that fill no wide row.
function addRest(x: usize, rows: i32, channels: i32, totals: usize, totalSquares: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let channel = 0; channel < channels; channel++) {
      const value = <f64>load<f32>(x), at = <usize>channel << 3;
      store<f64>(totals + at, load<f64>(totals + at) + value);
      store<f64>(totalSquares + at, load<f64>(totalSquares + at) + value * value);
      x += 4;
    }
  }
}

/**
 * to[rows, 2] = mean and 1 / √(variance + epsilon) of each of `rows` rows: four, whose sums side by side are one vector, or
 * one, which is then taken four times. A row's numbers do not depend on its neighbours.
 */
export function rowMoments(x: usize, rows: i32, length: i32, epsilon: f32, to: usize): void {
  const stride = rows == 4 ? <usize>length << 2 : 0, count = f64x2.splat(<f64>length);
  let low = f64x2.splat(0), high = low;
  for (let at = 0; at < length; at += ROW_RUN) {
    const sum = sumRun(x + (<usize>at << 2), stride, min(ROW_RUN, length - at));
    low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
    high = f64x2.add(high, f64x2.promote_low_f32x4(upper(sum)));
  }
  const mean = joined(f64x2.div(low, count), f64x2.div(high, count));
  low = f64x2.splat(0), high = low;
  for (let at = 0; at < length; at += ROW_RUN) {
    const sum = squareRun(x + (<usize>at << 2), stride, min(ROW_RUN, length - at), mean);
    low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
    high = f64x2.add(high, f64x2.promote_low_f32x4(upper(sum)));
  }
  const variance = joined(f64x2.div(low, count), f64x2.div(high, count));
  const inverse = f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon))));
  storePairs(to, mean, inverse, rows);
}

/** Four floats of four doubles. */
// @ts-ignore: decorator
@inline
export function joined(low: v128, high: v128): v128 {
  return i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** to[rows, 2] = the numbers of a and b in turns, for four rows or one. */
// @ts-ignore: decorator
@inline
export function storePairs(to: usize, a: v128, b: v128, rows: i32): void {
  const first = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  if (rows != 4) return v128.store_lane<f64>(to, first, 0);
  v128.store(to, first);
  v128.store(to, v128.shuffle<f32>(a, b, 2, 6, 3, 7), 16);
}

function sumRun(x: usize, stride: usize, length: i32): v128 {
  const x1 = x + stride, x2 = x1 + stride, x3 = x2 + stride, whole = <usize>(length & ~3) << 2, rest = length & 3;
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (let at: usize = 0; at < whole; at += 16) {
    a = f32x4.add(a, v128.load(x + at));
    b = f32x4.add(b, v128.load(x1 + at));
    c = f32x4.add(c, v128.load(x2 + at));
    d = f32x4.add(d, v128.load(x3 + at));
  }
  if (rest) {
    a = f32x4.add(a, loadLanes(x + whole, rest));
    b = f32x4.add(b, loadLanes(x1 + whole, rest));
    c = f32x4.add(c, loadLanes(x2 + whole, rest));
    d = f32x4.add(d, loadLanes(x3 + whole, rest));
  }
  return sumsOfFour(a, b, c, d);
}

function squareRun(x: usize, stride: usize, length: i32, mean: v128): v128 {
  const x1 = x + stride, x2 = x1 + stride, x3 = x2 + stride, whole = <usize>(length & ~3) << 2, rest = length & 3;
  const m0 = v128.shuffle<f32>(mean, mean, 0, 0, 0, 0), m1 = v128.shuffle<f32>(mean, mean, 1, 1, 1, 1);
  const m2 = v128.shuffle<f32>(mean, mean, 2, 2, 2, 2), m3 = v128.shuffle<f32>(mean, mean, 3, 3, 3, 3);
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (let at: usize = 0; at < whole; at += 16) {
    a = f32x4.add(a, squared(f32x4.sub(v128.load(x + at), m0)));
    b = f32x4.add(b, squared(f32x4.sub(v128.load(x1 + at), m1)));
    c = f32x4.add(c, squared(f32x4.sub(v128.load(x2 + at), m2)));
    d = f32x4.add(d, squared(f32x4.sub(v128.load(x3 + at), m3)));
  }
  if (rest) {
    // Lanes behind the row count nothing.
    const mask = firstLanes(rest);
    a = f32x4.add(a, squared(v128.and(mask, f32x4.sub(loadLanes(x + whole, rest), m0))));
    b = f32x4.add(b, squared(v128.and(mask, f32x4.sub(loadLanes(x1 + whole, rest), m1))));
    c = f32x4.add(c, squared(v128.and(mask, f32x4.sub(loadLanes(x2 + whole, rest), m2))));
    d = f32x4.add(d, squared(v128.and(mask, f32x4.sub(loadLanes(x3 + whole, rest), m3))));
  }
  return sumsOfFour(a, b, c, d);
}

// @ts-ignore: decorator
@inline
function squared(x: v128): v128 {
  return f32x4.mul(x, x);
}
