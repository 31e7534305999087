// Layer normalization: y = (x - mean) · scale / √(variance + epsilon) + offset with mean and variance of each row by itself,
// and its gradient. The naive loops that these must equal are in src/reference/normalization/layer-normalization.ts. What belongs to a row
// is summed for four rows at a time, as in moments.ts, and does not depend on the rows beside it.
import { zeroFloats } from '../memory/floats';
import { loadLanes, storeLanes, upper } from '../memory/lanes';
import { ROW_RUN, addToTotals, joined, rowMoments, storePairs, sumOfFour } from '../reduce/moments';
import { sumsOfFour } from '../reduce/sum';

/** Rows whose column sums are single precision; the sums of such runs are added up in double precision. */
const COLUMN_RUN: i32 = 64;
/** Two numbers for each of four rows. */
const PAIRS_BYTES: usize = 32;

/** Scratch bytes of layerNormalization and of its gradient. */
export function layerNormalizationScratchBytes(length: i32): usize {
  return 7 * lineBytes(length) + PAIRS_BYTES;
}

// @ts-ignore: decorator
@inline
function lineBytes(length: i32): usize {
  return <usize>(length + 3 & ~3) << 2;
}

/**
 * y[rows, length] of x[rows, length], by scale[length] and offset[length], whose addresses may be 0 for ones and zeros.
 * `y` may be `x`. Writes statistics[rows, 2], the mean and 1 / √(variance + epsilon) of each row, unless that is 0.
 */
export function layerNormalization(
  x: usize, rows: i32, length: i32, scale: usize, offset: usize, epsilon: f32, y: usize, statistics: usize, scratch: usize,
): void {
  const line = lineBytes(length), offsets = scratch + line, own = offsets + line, bytes = <usize>length << 2;
  copyOr(1, scale, length, scratch);
  copyOr(0, offset, length, offsets);
  for (let row = 0; row < rows; ) {
    const block = row + 4 <= rows ? 4 : 1, to = statistics ? statistics + (<usize>row << 3) : own;
    rowMoments(x, block, length, epsilon, to);
    for (let i = 0; i < block; i++) {
      normalizeRow(x, length, to + (<usize>i << 3), scratch, offsets, y);
      x += bytes;
      y += bytes;
    }
    row += block;
  }
}

// The numbers of a parameter that may be missing, and zeros that fill the last vector.
function copyOr(value: f32, from: usize, length: i32, to: usize): void {
  const end = to + lineBytes(length);
  for (let i = 0; i < length; i++) {
    store<f32>(to, from ? load<f32>(from + (<usize>i << 2)) : value);
    to += 4;
  }
  for (; to < end; to += 4) store<f32>(to, 0);
}

function normalizeRow(x: usize, length: i32, statistics: usize, scales: usize, offsets: usize, y: usize): void {
  const mean = v128.load32_splat(statistics), inverse = v128.load32_splat(statistics, 4);
  const whole = <usize>(length & ~3) << 2, rest = length & 3;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const normal = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse);
    v128.store(y + at, f32x4.add(f32x4.mul(normal, v128.load(scales + at)), v128.load(offsets + at)));
  }
  if (!rest) return;
  const normal = f32x4.mul(f32x4.sub(loadLanes(x + at, rest), mean), inverse);
  storeLanes(y + at, f32x4.add(f32x4.mul(normal, v128.load(scales + at)), v128.load(offsets + at)), rest);
}

/**
 * From dy[rows, length], the gradient by y, and x and the statistics of layerNormalization: dx[rows, length],
 * dscale[length], doffset[length], each unless its address is 0. The latter two are finished, then added to what is there
 * if `accumulate`. `dx` may be `dy`.
 */
export function layerNormalizationGradient(
  dy: usize, x: usize, rows: i32, length: i32, scale: usize, statistics: usize,
  dx: usize, dscale: usize, doffset: usize, accumulate: bool, scratch: usize,
): void {
  const line = lineBytes(length), bytes = <usize>length << 2;
  const sums = scratch + line, totals = sums + 2 * line, means = totals + 4 * line;
  const needsSums = dscale != 0 || doffset != 0;
  copyOr(1, scale, length, scratch);
  zeroFloats(totals, <i32>line);
  for (let first = 0; first < rows; first += COLUMN_RUN) {
    const end = min(rows, first + COLUMN_RUN);
    zeroFloats(sums, <i32>(line >> 1));
    for (let row = first; row < end; ) {
      const block = row + 4 <= end ? 4 : 1, given = statistics + (<usize>row << 3);
      // The columns' sums come first: dx may take the place of dy.
      if (needsSums) addColumns(dy, x, block, length, given, line, sums);
      if (dx) {
        gradientMeans(dy, x, block, length, given, scratch, means);
        for (let i = 0; i < block; i++) {
          const at = <usize>i * bytes, pair = <usize>i << 3;
          rowGradient(dy + at, x + at, length, given + pair, means + pair, scratch, dx + at);
        }
        dx += <usize>block * bytes;
      }
      dy += <usize>block * bytes;
      x += <usize>block * bytes;
      row += block;
    }
    addToTotals(sums, 2 * line, totals);
  }
  if (dscale) finish(totals + 2 * line, length, dscale, accumulate);
  if (doffset) finish(totals, length, doffset, accumulate);
}

// sums[length] += the column sums of dy, and behind them of dy (x - mean) / √(variance + epsilon), of four rows or one.
function addColumns(dy: usize, x: usize, rows: i32, length: i32, statistics: usize, line: usize, sums: usize): void {
  const stride = <usize>length << 2, whole = <usize>(length & ~3) << 2, rest = length & 3;
  if (rows == 4) {
    for (let at: usize = 0; at < whole; at += 16) addFour(4, dy + at, x + at, stride, statistics, line, sums + at);
    if (rest) addFour(rest, dy + whole, x + whole, stride, statistics, line, sums + whole);
  } else {
    for (let at: usize = 0; at < whole; at += 16) addOne(4, dy + at, x + at, statistics, line, sums + at);
    if (rest) addOne(rest, dy + whole, x + whole, statistics, line, sums + whole);
  }
}

// @ts-ignore: decorator
@inline
function addFour(lanes: i32, dy: usize, x: usize, stride: usize, statistics: usize, line: usize, sums: usize): void {
  const g0 = loadLanes(dy, lanes), g1 = loadLanes(dy + stride, lanes), g2 = loadLanes(dy + 2 * stride, lanes);
  const g3 = loadLanes(dy + 3 * stride, lanes);
  const p0 = f32x4.mul(g0, normal(loadLanes(x, lanes), statistics));
  const p1 = f32x4.mul(g1, normal(loadLanes(x + stride, lanes), statistics + 8));
  const p2 = f32x4.mul(g2, normal(loadLanes(x + 2 * stride, lanes), statistics + 16));
  const p3 = f32x4.mul(g3, normal(loadLanes(x + 3 * stride, lanes), statistics + 24));
  v128.store(sums, f32x4.add(v128.load(sums), sumOfFour(g0, g1, g2, g3)));
  v128.store(sums + line, f32x4.add(v128.load(sums + line), sumOfFour(p0, p1, p2, p3)));
}

// @ts-ignore: decorator
@inline
function addOne(lanes: i32, dy: usize, x: usize, statistics: usize, line: usize, sums: usize): void {
  const g = loadLanes(dy, lanes), p = f32x4.mul(g, normal(loadLanes(x, lanes), statistics));
  v128.store(sums, f32x4.add(v128.load(sums), g));
  v128.store(sums + line, f32x4.add(v128.load(sums + line), p));
}

// (x - mean) / √(variance + epsilon)
// @ts-ignore: decorator
@inline
function normal(x: v128, statistics: usize): v128 {
  return f32x4.mul(f32x4.sub(x, v128.load32_splat(statistics)), v128.load32_splat(statistics, 4));
}

function finish(totals: usize, length: i32, to: usize, accumulate: bool): void {
  for (const end = to + (<usize>length << 2); to < end; to += 4) {
    const sum = <f32>load<f64>(totals);
    store<f32>(to, accumulate ? load<f32>(to) + sum : sum);
    totals += 8;
  }
}

// to[rows, 2] = the means of dy · scale and of dy · scale · (x - mean), the latter over variance + epsilon, of four rows or
// of one, which is then taken four times.
function gradientMeans(
  dy: usize, x: usize, rows: i32, length: i32, statistics: usize, scales: usize, to: usize,
): void {
  const bytes = rows == 4 ? <usize>length << 2 : 0, next: usize = rows == 4 ? 8 : 0;
  const count = f64x2.splat(<f64>length);
  let low = f64x2.splat(0), high = low, lowProduct = low, highProduct = low;
  for (let at = 0; at < length; at += ROW_RUN) {
    const run = <usize>at << 2;
    gradientRun(dy + run, x + run, bytes, min(ROW_RUN, length - at), statistics, next, scales + run, to);
    const sum = v128.load(to), product = v128.load(to, 16);
    low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
    high = f64x2.add(high, f64x2.promote_low_f32x4(upper(sum)));
    lowProduct = f64x2.add(lowProduct, f64x2.promote_low_f32x4(product));
    highProduct = f64x2.add(highProduct, f64x2.promote_low_f32x4(upper(product)));
  }
  let inverse = v128.load32_zero(statistics, 4);
  inverse = v128.load_lane<f32>(statistics + next, inverse, 1, 4);
  inverse = v128.load_lane<f32>(statistics + 2 * next, inverse, 2, 4);
  inverse = v128.load_lane<f32>(statistics + 3 * next, inverse, 3, 4);
  const product = joined(f64x2.div(lowProduct, count), f64x2.div(highProduct, count));
  const slope = f32x4.mul(f32x4.mul(product, inverse), inverse);
  storePairs(to, joined(f64x2.div(low, count), f64x2.div(high, count)), slope, rows);
}

// to[4] = the sums of dy · scale, to[4..8] = those of dy · scale · (x - mean), over a run of four rows.
function gradientRun(
  dy: usize, x: usize, bytes: usize, length: i32, statistics: usize, next: usize, scales: usize, to: usize,
): void {
  const whole = <usize>(length & ~3) << 2, rest = length & 3;
  const x1 = x + bytes, x2 = x1 + bytes, x3 = x2 + bytes, dy1 = dy + bytes, dy2 = dy1 + bytes, dy3 = dy2 + bytes;
  const m0 = v128.load32_splat(statistics), m1 = v128.load32_splat(statistics + next);
  const m2 = v128.load32_splat(statistics + 2 * next), m3 = v128.load32_splat(statistics + 3 * next);
  let a = f32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  for (let at: usize = 0; at < whole; at += 16) {
    const scale = v128.load(scales + at);
    const g0 = f32x4.mul(v128.load(dy + at), scale), g1 = f32x4.mul(v128.load(dy1 + at), scale);
    const g2 = f32x4.mul(v128.load(dy2 + at), scale), g3 = f32x4.mul(v128.load(dy3 + at), scale);
    a = f32x4.add(a, g0), b = f32x4.add(b, g1), c = f32x4.add(c, g2), d = f32x4.add(d, g3);
    e = f32x4.add(e, f32x4.mul(g0, f32x4.sub(v128.load(x + at), m0)));
    f = f32x4.add(f, f32x4.mul(g1, f32x4.sub(v128.load(x1 + at), m1)));
    g = f32x4.add(g, f32x4.mul(g2, f32x4.sub(v128.load(x2 + at), m2)));
    h = f32x4.add(h, f32x4.mul(g3, f32x4.sub(v128.load(x3 + at), m3)));
  }
  if (rest) {
    const scale = v128.load(scales + whole);
    const g0 = f32x4.mul(loadLanes(dy + whole, rest), scale), g1 = f32x4.mul(loadLanes(dy1 + whole, rest), scale);
    const g2 = f32x4.mul(loadLanes(dy2 + whole, rest), scale), g3 = f32x4.mul(loadLanes(dy3 + whole, rest), scale);
    a = f32x4.add(a, g0), b = f32x4.add(b, g1), c = f32x4.add(c, g2), d = f32x4.add(d, g3);
    e = f32x4.add(e, f32x4.mul(g0, f32x4.sub(loadLanes(x + whole, rest), m0)));
    f = f32x4.add(f, f32x4.mul(g1, f32x4.sub(loadLanes(x1 + whole, rest), m1)));
    g = f32x4.add(g, f32x4.mul(g2, f32x4.sub(loadLanes(x2 + whole, rest), m2)));
    h = f32x4.add(h, f32x4.mul(g3, f32x4.sub(loadLanes(x3 + whole, rest), m3)));
  }
  v128.store(to, sumsOfFour(a, b, c, d));
  v128.store(to, sumsOfFour(e, f, g, h), 16);
}

// dx = (dy · scale - mean of that - (x - mean) · slope) / √(variance + epsilon), with the two `means` of gradientMeans.
function rowGradient(
  dy: usize, x: usize, length: i32, statistics: usize, means: usize, scales: usize, dx: usize,
): void {
  const whole = <usize>(length & ~3) << 2, rest = length & 3;
  const mean = v128.load32_splat(statistics), inverse = v128.load32_splat(statistics, 4);
  const gradient = v128.load32_splat(means), slope = v128.load32_splat(means, 4);
  for (let at: usize = 0; at < whole; at += 16) {
    const scaled = f32x4.mul(v128.load(dy + at), v128.load(scales + at));
    const taken = f32x4.add(gradient, f32x4.mul(f32x4.sub(v128.load(x + at), mean), slope));
    v128.store(dx + at, f32x4.mul(f32x4.sub(scaled, taken), inverse));
  }
  if (!rest) return;
  const scaled = f32x4.mul(loadLanes(dy + whole, rest), v128.load(scales + whole));
  const taken = f32x4.add(gradient, f32x4.mul(f32x4.sub(loadLanes(x + whole, rest), mean), slope));
  storeLanes(dx + whole, f32x4.mul(f32x4.sub(scaled, taken), inverse), rest);
}
