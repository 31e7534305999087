// Softmax and its logarithm along an axis, with their gradients. The losses on it are in cross-entropy.ts. In plain loops:
// src/reference/activation/softmax.ts.
import { exp, log, logOne } from '../math/exponential';
import { firstLanes, loadLanes, storeLanes } from '../memory/lanes';

/** Rows of logits[rows, classes] become probabilities, in place. */
export function softmax(logits: usize, rows: i32, classes: i32): void {
  const rowBytes = <usize>classes << 2, end = logits + <usize>rows * rowBytes;
  const fours = logits + <usize>(rows & ~3) * rowBytes;
  for (; logits < fours; logits += 4 * rowBytes) fourRows(logits, rowBytes, classes);
  for (; logits < end; logits += rowBytes) {
    const shift = f32x4.splat(largestOf(logits, classes));
    let sum: f32 = 0;
    for (let column = 0; column < classes; column += 4) {
      sum = exponentials(logits + (<usize>column << 2), shift, sum, min(4, classes - column));
    }
    divide(logits, sum, classes);
  }
}

// A row's sum is one long chain of additions, each waiting for the one before; those of four rows wait at the same time.
function fourRows(logits: usize, rowBytes: usize, classes: i32): void {
  const second = logits + rowBytes, third = second + rowBytes, fourth = third + rowBytes;
  const shift0 = f32x4.splat(largestOf(logits, classes)), shift1 = f32x4.splat(largestOf(second, classes));
  const shift2 = f32x4.splat(largestOf(third, classes)), shift3 = f32x4.splat(largestOf(fourth, classes));
  let sum0: f32 = 0, sum1: f32 = 0, sum2: f32 = 0, sum3: f32 = 0;
  for (let column = 0; column < classes; column += 4) {
    const at = <usize>column << 2, count = min(4, classes - column);
    sum0 = exponentials(logits + at, shift0, sum0, count);
    sum1 = exponentials(second + at, shift1, sum1, count);
    sum2 = exponentials(third + at, shift2, sum2, count);
    sum3 = exponentials(fourth + at, shift3, sum3, count);
  }
  divide(logits, sum0, classes);
  divide(second, sum1, classes);
  divide(third, sum2, classes);
  divide(fourth, sum3, classes);
}

// Stores e^(x - shift) of up to four numbers and returns `sum` plus them, one after another.
// @ts-ignore: decorator
@inline
function exponentials(at: usize, shift: v128, sum: f32, count: i32): f32 {
  const e = exp(f32x4.sub(loadLanes(at, count), shift));
  storeLanes(at, e, count);
  sum += f32x4.extract_lane(e, 0);
  if (count > 1) sum += f32x4.extract_lane(e, 1);
  if (count > 2) sum += f32x4.extract_lane(e, 2);
  return count > 3 ? sum + f32x4.extract_lane(e, 3) : sum;
}

// @ts-ignore: decorator
@inline
function divide(row: usize, sum: f32, classes: i32): void {
  const sums = f32x4.splat(sum);
  for (let column = 0; column < classes; column += 4) {
    const at = row + (<usize>column << 2), count = min(4, classes - column);
    storeLanes(at, f32x4.div(loadLanes(at, count), sums), count);
  }
}

// NaN is passed by: it comes through in the sum.
function largestOf(row: usize, classes: i32): f32 {
  const whole = row + (<usize>(classes & ~3) << 2), end = row + (<usize>classes << 2);
  let best = v128.load_splat<f32>(row);
  for (; row < whole; row += 16) best = f32x4.pmax(best, v128.load(row));
  for (; row < end; row += 4) best = f32x4.pmax(best, v128.load_splat<f32>(row));
  best = f32x4.pmax(best, v128.shuffle<f32>(best, best, 2, 3, 0, 1));
  return max(f32x4.extract_lane(best, 0), f32x4.extract_lane(best, 1));
}

/** gradient[rows, classes] = a (g - sum(g a)) for each row: softmax' Jacobian times the gradient, in place. */
export function softmaxGradient(gradient: usize, a: usize, rows: i32, classes: i32): void {
  const rowBytes = <usize>classes << 2;
  for (let row = 0; row < rows; row++) {
    let dots = f32x4.splat(0);
    for (let column = 0; column < classes; column += 4) {
      const at = <usize>column << 2, count = min(4, classes - column);
      dots = f32x4.add(dots, f32x4.mul(loadLanes(gradient + at, count), loadLanes(a + at, count)));
    }
    const dot = f32x4.splat(sumOfLanes(dots));
    for (let column = 0; column < classes; column += 4) {
      const at = <usize>column << 2, count = min(4, classes - column);
      const g = f32x4.sub(loadLanes(gradient + at, count), dot);
      storeLanes(gradient + at, f32x4.mul(loadLanes(a + at, count), g), count);
    }
    gradient += rowBytes;
    a += rowBytes;
  }
}

// @ts-ignore: decorator
@inline
function sumOfLanes(x: v128): f32 {
  const two = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1);
}

/** Rows of z[rows, classes] become z - log(sum(e^z)), the logarithms of their softmax, in place. */
export function logSoftmax(z: usize, rows: i32, classes: i32): void {
  for (let row = 0; row < rows; row++) {
    const largest = f32x4.splat(largestOf(z, classes));
    let sums = f32x4.splat(0);
    for (let column = 0; column < classes; column += 4) {
      const count = min(4, classes - column);
      const e = exp(f32x4.sub(loadLanes(z + (<usize>column << 2), count), largest));
      sums = f32x4.add(sums, count == 4 ? e : v128.and(e, firstLanes(count)));
    }
    const logarithm = f32x4.splat(logOne(sumOfLanes(sums)));
    for (let column = 0; column < classes; column += 4) {
      const at = z + (<usize>column << 2), count = min(4, classes - column);
      storeLanes(at, f32x4.sub(f32x4.sub(loadLanes(at, count), largest), logarithm), count);
    }
    z += <usize>classes << 2;
  }
}

/** gradient[rows, classes] = g - e^a sum(g) for each row, a being logSoftmax's output; in place. */
export function logSoftmaxGradient(gradient: usize, a: usize, rows: i32, classes: i32): void {
  for (let row = 0; row < rows; row++) {
    let sums = f32x4.splat(0);
    for (let column = 0; column < classes; column += 4) {
      sums = f32x4.add(sums, loadLanes(gradient + (<usize>column << 2), min(4, classes - column)));
    }
    const sum = f32x4.splat(sumOfLanes(sums));
    for (let column = 0; column < classes; column += 4) {
      const at = <usize>column << 2, count = min(4, classes - column);
      const share = f32x4.mul(exp(loadLanes(a + at, count)), sum);
      storeLanes(gradient + at, f32x4.sub(loadLanes(gradient + at, count), share), count);
    }
    gradient += <usize>classes << 2;
    a += <usize>classes << 2;
  }
}

/**
 * softmax along the middle axis of z[outer, length, inner], or its logarithm, in place. The last axis (inner = 1) gives
 * the bits of softmax and logSoftmax.
 */
export function softmaxAxis(isLog: bool, z: usize, outer: i32, length: i32, inner: i32): void {
  if (inner == 1) return isLog ? logSoftmax(z, outer, length) : softmax(z, outer, length);
  const step = <usize>inner << 2;
  for (let item = 0; item < outer; item++) {
    for (let column = 0; column < inner; column += 4) {
      columnsForward(isLog, z + (<usize>column << 2), length, step, min(4, inner - column));
    }
    z += <usize>length * step;
  }
}

// @ts-ignore: decorator
@inline
function columnsForward(isLog: bool, z: usize, length: i32, step: usize, count: i32): void {
  const end = z + <usize>length * step;
  let largest = loadLanes(z, count), sum = f32x4.splat(0);
  for (let at = z; at < end; at += step) largest = f32x4.pmax(largest, loadLanes(at, count));
  for (let at = z; at < end; at += step) {
    const shifted = f32x4.sub(loadLanes(at, count), largest), e = exp(shifted);
    storeLanes(at, isLog ? shifted : e, count);
    sum = f32x4.add(sum, e);
  }
  const logarithm = log(sum);
  for (let at = z; at < end; at += step) {
    const value = loadLanes(at, count);
    storeLanes(at, isLog ? f32x4.sub(value, logarithm) : f32x4.div(value, sum), count);
  }
}

/** The gradient of softmaxAxis by z, from that by its output a, in place. */
export function softmaxAxisGradient(isLog: bool, gradient: usize, a: usize, outer: i32, length: i32, inner: i32): void {
  if (inner == 1) {
    return isLog ? logSoftmaxGradient(gradient, a, outer, length) : softmaxGradient(gradient, a, outer, length);
  }
  const step = <usize>inner << 2, bytes = <usize>length * step;
  for (let item = 0; item < outer; item++) {
    for (let column = 0; column < inner; column += 4) {
      const at = <usize>column << 2;
      columnsBackward(isLog, gradient + at, a + at, length, step, min(4, inner - column));
    }
    gradient += bytes;
    a += bytes;
  }
}

// @ts-ignore: decorator
@inline
function columnsBackward(isLog: bool, gradient: usize, a: usize, length: i32, step: usize, count: i32): void {
  const bytes = <usize>length * step;
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += step) {
    const g = loadLanes(gradient + at, count);
    sum = f32x4.add(sum, isLog ? g : f32x4.mul(g, loadLanes(a + at, count)));
  }
  for (let at: usize = 0; at < bytes; at += step) {
    const g = loadLanes(gradient + at, count), value = loadLanes(a + at, count);
    const result = isLog ? f32x4.sub(g, f32x4.mul(exp(value), sum)) : f32x4.mul(value, f32x4.sub(g, sum));
    storeLanes(gradient + at, result, count);
  }
}
