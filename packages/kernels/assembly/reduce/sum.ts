// Sums along an axis, with each term scaled: so the mean too, which never leaves the numbers that a float holds. The
// naive loop that this must equal is in src/reference/reduction/sum.ts. Terms are summed in short runs, and the runs' sums
// after that, so that rounding does not pile up over long axes.
import { zeroFloats } from '../memory/floats';
import { loadLanes, storeLanes } from '../memory/lanes';
import { pixelGroup } from '../memory/repeat';

const RUN: i32 = 64;
const ROW_RUN: i32 = 4096;
/** Terms below which rows are summed four at a time: by itself a row would take longer to end than to sum. */
const SHORT: i32 = 16;

/** Scratch bytes of sumAxis. */
export function sumScratchBytes(inner: i32): usize {
  return <usize>(pixelGroup(inner) * inner) << 2;
}

/** to[outer, inner] = Σ from[outer, length, inner] · scale over the middle axis; zeros where it has no length. */
export function sumAxis(
  from: usize, outer: i32, length: i32, inner: i32, scale: f32, to: usize, scratch: usize,
): void {
  const bytes = <usize>(length * inner) << 2;
  if (inner == 1 && length < SHORT) {
    const done = outer & ~3;
    sumShortRows(from, done, length, scale, to);
    from += <usize>done * bytes;
    to += <usize>done << 2;
    outer -= done;
  }
  for (let item = 0; item < outer; item++) {
    if (inner == 1) store<f32>(to, sumRow(from, length, scale));
    else sumRows(from, length, inner, scale, to, scratch);
    from += bytes;
    to += <usize>inner << 2;
  }
}

// to[rows] = Σ from[rows, length] · scale for rows by fours: their sums side by side are one vector.
function sumShortRows(from: usize, rows: i32, length: i32, scale: f32, to: usize): void {
  const line = <usize>length << 2, whole = <usize>(length & ~3) << 2, factor = f32x4.splat(scale);
  for (const end = to + (<usize>rows << 2); to < end; to += 16) {
    const second = from + line, third = second + line, fourth = third + line;
    let a = f32x4.splat(0), b = a, c = a, d = a, at: usize = 0;
    for (; at < whole; at += 16) {
      a = f32x4.add(a, f32x4.mul(factor, v128.load(from + at)));
      b = f32x4.add(b, f32x4.mul(factor, v128.load(second + at)));
      c = f32x4.add(c, f32x4.mul(factor, v128.load(third + at)));
      d = f32x4.add(d, f32x4.mul(factor, v128.load(fourth + at)));
    }
    let sums = sumsOfFour(a, b, c, d);
    for (; at < line; at += 4) {
      let column = v128.load32_zero(from + at);
      column = v128.load_lane<f32>(second + at, column, 1);
      column = v128.load_lane<f32>(third + at, column, 2);
      column = v128.load_lane<f32>(fourth + at, column, 3);
      sums = f32x4.add(sums, f32x4.mul(factor, column));
    }
    v128.store(to, sums);
    from = fourth + line;
  }
}

/** The sum of the four numbers in each of four vectors. */
// @ts-ignore: decorator
@inline
export function sumsOfFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f64>(ab, cd, 0, 2), v128.shuffle<f64>(ab, cd, 1, 3));
}

function sumRow(from: usize, length: i32, scale: f32): f32 {
  let total: f64 = 0;
  while (length > 0) {
    const run = min(length, ROW_RUN);
    total += sumRun(from, run, f32x4.splat(scale));
    from += <usize>run << 2;
    length -= run;
  }
  return <f32>total;
}

// @ts-ignore: decorator
@inline
function sumRun(from: usize, length: i32, scale: v128): f64 {
  const sixteens = from + (<usize>(length & ~15) << 2), fours = from + (<usize>(length & ~3) << 2);
  const end = from + (<usize>length << 2);
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (; from < sixteens; from += 64) {
    a = f32x4.add(a, f32x4.mul(scale, v128.load(from)));
    b = f32x4.add(b, f32x4.mul(scale, v128.load(from, 16)));
    c = f32x4.add(c, f32x4.mul(scale, v128.load(from, 32)));
    d = f32x4.add(d, f32x4.mul(scale, v128.load(from, 48)));
  }
  for (; from < fours; from += 16) a = f32x4.add(a, f32x4.mul(scale, v128.load(from)));
  for (; from < end; from += 4) b = f32x4.add(b, f32x4.mul(scale, v128.load32_zero(from)));
  const two = f64x2.add(pairs(a), f64x2.add(pairs(b), f64x2.add(pairs(c), pairs(d))));
  return f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1);
}

// The four floats as two sums in double precision.
// @ts-ignore: decorator
@inline
function pairs(value: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(value), f64x2.promote_low_f32x4(v128.shuffle<f32>(value, value, 2, 3, 0, 1)));
}

// Few columns don't fill the vectors: so many rows are then taken as one, and their sums are added up at last.
function sumRows(from: usize, length: i32, inner: i32, scale: f32, to: usize, scratch: usize): void {
  zeroFloats(to, inner);
  const group = pixelGroup(inner);
  if (group == 1 || length < 4 * group) return addRows(from, length, inner, scale, to);
  const groups = length / group, rest = length % group;
  zeroFloats(scratch, group * inner);
  addRows(from, groups, group * inner, scale, scratch);
  addRows(scratch, group, inner, 1, to);
  addRows(from + (<usize>(groups * group * inner) << 2), rest, inner, scale, to);
}

// to[columns] += Σ from[rows, columns] · scale
function addRows(from: usize, rows: i32, columns: i32, scale: f32, to: usize): void {
  const line = <usize>columns << 2, end = to + line;
  const sixteens = to + (<usize>(columns & ~15) << 2), fours = to + (<usize>(columns & ~3) << 2);
  const factor = f32x4.splat(scale);
  for (let row = 0; row < rows; row += RUN) {
    const run = min(rows - row, RUN);
    let at = to, column = from;
    for (; at < sixteens; at += 64) {
      addSixteen(column, run, line, factor, at);
      column += 64;
    }
    for (; at < fours; at += 16) {
      addFew(4, column, run, line, factor, at);
      column += 16;
    }
    for (; at < end; at += 4) {
      addFew(1, column, run, line, factor, at);
      column += 4;
    }
    from += <usize>run * line;
  }
}

// @ts-ignore: decorator
@inline
function addSixteen(from: usize, rows: i32, line: usize, scale: v128, to: usize): void {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (let row = 0; row < rows; row++) {
    a = f32x4.add(a, f32x4.mul(scale, v128.load(from)));
    b = f32x4.add(b, f32x4.mul(scale, v128.load(from, 16)));
    c = f32x4.add(c, f32x4.mul(scale, v128.load(from, 32)));
    d = f32x4.add(d, f32x4.mul(scale, v128.load(from, 48)));
    from += line;
  }
  v128.store(to, f32x4.add(v128.load(to), a));
  v128.store(to, f32x4.add(v128.load(to, 16), b), 16);
  v128.store(to, f32x4.add(v128.load(to, 32), c), 32);
  v128.store(to, f32x4.add(v128.load(to, 48), d), 48);
}

// @ts-ignore: decorator
@inline
function addFew(lanes: i32, from: usize, rows: i32, line: usize, scale: v128, to: usize): void {
  let sum = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    sum = f32x4.add(sum, f32x4.mul(scale, loadLanes(from, lanes)));
    from += line;
  }
  storeLanes(to, f32x4.add(loadLanes(to, lanes), sum), lanes);
}
