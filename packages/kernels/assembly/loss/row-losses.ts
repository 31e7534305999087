// Losses of whole rows, each with its gradient: categorical hinge and cosine similarity. Not here: those of single numbers
// (pointwise-losses.ts) and cross-entropies (cross-entropy.ts). In plain loops: src/reference/loss/losses.ts.
import { loadLanes, storeLanes } from '../memory/lanes';

/** Keras' epsilon: the least square of a norm. */
const EPSILON: f32 = 1e-7;

/** The weight of a row, of which `rowsPerWeight` consecutive ones share one; 1 without weights. */
// @ts-ignore: decorator
@inline
export function weightOf(weights: usize, row: i32, rowsPerWeight: i32): f32 {
  return weights ? load<f32>(weights + (<usize>(row / rowsPerWeight) << 2)) : 1;
}

/**
 * Adds Σ weight · max(0, 1 + max((1 - t) y) - Σ t y) over the rows of outputs[rows, size] and targets[rows, size] to the
 * double at `total`. Where `gradient` is not 0 it gets scale times its derivative by the outputs. `weights` may be 0 for ones;
 * each counts for `rowsPerWeight` rows.
 */
export function categoricalHinge(
  outputs: usize, targets: usize, rows: i32, size: i32, weights: usize, rowsPerWeight: i32, scale: f32, gradient: usize,
  total: usize,
): void {
  const rowBytes = <usize>size << 2;
  let sum = load<f64>(total);
  for (let row = 0; row < rows; row++) {
    let positive: f32 = 0, negative: f32 = -Infinity, offset: usize = 0;
    for (let at: usize = 0; at < rowBytes; at += 4) {
      const y = load<f32>(outputs + at), t = load<f32>(targets + at), other = (<f32>1 - t) * y;
      positive += t * y;
      if (other > negative) {
        negative = other;
        offset = at;
      }
    }
    const weight = weightOf(weights, row, rowsPerWeight), loss: f32 = 1 + negative - positive;
    // What compares with nothing, NaN, stays.
    if (!(loss <= 0)) sum += <f64>weight * <f64>loss;
    if (gradient) {
      const factor: f32 = loss > 0 ? scale * weight : 0;
      for (let at: usize = 0; at < rowBytes; at += 4) store<f32>(gradient + at, -factor * load<f32>(targets + at));
      const best = gradient + offset;
      store<f32>(best, load<f32>(best) + factor * (1 - load<f32>(targets + offset)));
      gradient += rowBytes;
    }
    outputs += rowBytes;
    targets += rowBytes;
  }
  store<f64>(total, sum);
}

/**
 * The same of the negative cosine of the angle between each row and its target, -1 where they point the same way. A row
 * shorter than Keras' epsilon allows is divided by the epsilon's root instead of its length.
 */
export function cosineSimilarity(
  outputs: usize, targets: usize, rows: i32, size: i32, weights: usize, rowsPerWeight: i32, scale: f32, gradient: usize,
  total: usize,
): void {
  const rowBytes = <usize>size << 2;
  let sum = load<f64>(total);
  for (let row = 0; row < rows; row++) {
    const square = dot(outputs, outputs, size), inverse: f32 = 1 / sqrt(max(square, EPSILON));
    const targetInverse: f32 = 1 / sqrt(max(dot(targets, targets, size), EPSILON));
    const cosine: f32 = dot(outputs, targets, size) * inverse * targetInverse;
    const weight = weightOf(weights, row, rowsPerWeight);
    sum -= <f64>weight * <f64>cosine;
    if (gradient) {
      // The derivative by a row is (cosine · y / |y| - t / |t|) / |y|; without its first term where |y| is constant.
      const factor = -scale * weight * inverse;
      const along: f32 = square > EPSILON ? -factor * cosine * inverse : 0;
      combine(gradient, outputs, along, targets, factor * targetInverse, size);
      gradient += rowBytes;
    }
    outputs += rowBytes;
    targets += rowBytes;
  }
  store<f64>(total, sum);
}

function dot(x: usize, y: usize, size: i32): f32 {
  let sums = f32x4.splat(0);
  for (let column = 0; column < size; column += 4) {
    const at = <usize>column << 2, count = min(size - column, 4);
    sums = f32x4.add(sums, f32x4.mul(loadLanes(x + at, count), loadLanes(y + at, count)));
  }
  const two = f32x4.add(sums, v128.shuffle<f32>(sums, sums, 2, 3, 0, 1));
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1);
}

// to[size] = a x + b y
function combine(to: usize, x: usize, a: f32, y: usize, b: f32, size: i32): void {
  const as = f32x4.splat(a), bs = f32x4.splat(b);
  for (let column = 0; column < size; column += 4) {
    const at = <usize>column << 2, count = min(size - column, 4);
    const left = f32x4.mul(as, loadLanes(x + at, count)), right = f32x4.mul(bs, loadLanes(y + at, count));
    storeLanes(to + at, f32x4.add(left, right), count);
  }
}
