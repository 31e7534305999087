// Losses that are sums of f(output, target) over all numbers, with their gradients. Not here: those that look at a whole row
// (row-losses.ts) and the categorical cross-entropies (cross-entropy.ts). In plain loops: src/reference/loss/losses.ts.
import { exp, log, log1p, sigmoid, softplusInline, tanh } from '../math/exponential';
import { firstLanes, loadLanes, storeLanes } from '../memory/lanes';

// As listed in src/graph/losses/pointwise.ts.
const SQUARED_ERROR: i32 = 0;
const ABSOLUTE_ERROR: i32 = 1;
const PERCENTAGE_ERROR: i32 = 2;
const SQUARED_LOGARITHMIC_ERROR: i32 = 3;
const HUBER: i32 = 4;
const LOG_COSH: i32 = 5;
const HINGE: i32 = 6;
const SQUARED_HINGE: i32 = 7;
const KULLBACK_LEIBLER: i32 = 8;
const POISSON: i32 = 9;
/** Of probabilities, the gradient by them. */
const BINARY_CROSS_ENTROPY: i32 = 10;
/** Of probabilities that are a sigmoid's output, the gradient by the sigmoid's input. */
const SIGMOID_CROSS_ENTROPY: i32 = 11;
/** Of logits, the gradient by them. */
const LOGIT_CROSS_ENTROPY: i32 = 12;

/** Keras' epsilon, the distance from bounds and the least divisor. */
const EPSILON: f32 = 1e-7;
const LN2: f32 = 0.6931471805599453;

// @ts-ignore: decorator
@inline
function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/**
 * Adds Σ weight · f(output, target) over outputs[rows, size] and targets[rows, size] to the double at `total`. Where
 * `gradient` is not 0 it gets scale · weight · f', which may lie where the outputs or the targets are. `weights`[rows] may be
 * 0 for ones. `parameter` is Huber's delta, and of no meaning elsewhere.
 */
export function pointwiseLoss(
  loss: i32, parameter: f32, outputs: usize, targets: usize, rows: i32, size: i32, weights: usize, scale: f32,
  gradient: usize, total: usize,
): void {
  const rowBytes = <usize>size << 2, constant = splat(parameter);
  let sum = load<f64>(total);
  for (let row = 0; row < rows; row++) {
    const weight: f32 = weights ? load<f32>(weights + (<usize>row << 2)) : 1, factor = splat(scale * weight);
    let low = f64x2.splat(0), high = low;
    for (let column = 0; column < size; column += 4) {
      const at = <usize>column << 2, count = min(size - column, 4);
      const y = loadLanes(outputs + at, count), t = loadLanes(targets + at, count);
      let value = valueOf(loss, y, t, constant);
      if (count < 4) value = v128.and(value, firstLanes(count));
      low = f64x2.add(low, f64x2.promote_low_f32x4(value));
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(value, value, 2, 3, 0, 1)));
      if (gradient) storeLanes(gradient + at, f32x4.mul(factor, slopeOf(loss, y, t, constant)), count);
    }
    const both = f64x2.add(low, high);
    sum += <f64>weight * (f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1));
    outputs += rowBytes;
    targets += rowBytes;
    if (gradient) gradient += rowBytes;
  }
  store<f64>(total, sum);
}

/** to[count] = Huber's loss of each output, with the given delta, not summed up. */
export function huberLosses(outputs: usize, targets: usize, count: i32, delta: f32, to: usize): void {
  values(HUBER, delta, outputs, targets, count, to);
}

/** to[count] = the binary cross-entropy of each logit, not summed up. */
export function logitCrossEntropies(logits: usize, targets: usize, count: i32, to: usize): void {
  values(LOGIT_CROSS_ENTROPY, 0, logits, targets, count, to);
}

// One loop for each, with the choice taken when it is compiled.
// @ts-ignore: decorator
@inline
function values(loss: i32, parameter: f32, outputs: usize, targets: usize, count: i32, to: usize): void {
  const constant = splat(parameter);
  let left = count;
  for (; left >= 16; left -= 16) {
    const a = separateValue(loss, v128.load(outputs), v128.load(targets), constant);
    const b = separateValue(loss, v128.load(outputs, 16), v128.load(targets, 16), constant);
    const c = separateValue(loss, v128.load(outputs, 32), v128.load(targets, 32), constant);
    const d = separateValue(loss, v128.load(outputs, 48), v128.load(targets, 48), constant);
    v128.store(to, a); v128.store(to, b, 16); v128.store(to, c, 32); v128.store(to, d, 48);
    outputs += 64;
    targets += 64;
    to += 64;
  }
  for (; left > 0; left -= 4) {
    const lanes = min(left, 4);
    storeLanes(to, separateValue(loss, loadLanes(outputs, lanes), loadLanes(targets, lanes), constant), lanes);
    outputs += 16;
    targets += 16;
    to += 16;
  }
}

// @ts-ignore: decorator
@inline
function separateValue(loss: i32, y: v128, t: v128, parameter: v128): v128 {
  if (loss == HUBER) return valueOf(HUBER, y, t, parameter);
  return f32x4.add(f32x4.sub(f32x4.pmax(y, splat(0)), f32x4.mul(y, t)), softplusInline(f32x4.neg(f32x4.abs(y))));
}

// @ts-ignore: decorator
@inline
function valueOf(loss: i32, y: v128, t: v128, parameter: v128): v128 {
  const zero = splat(0), one = splat(1);
  switch (loss) {
    case SQUARED_ERROR: {
      const error = f32x4.sub(y, t);
      return f32x4.mul(error, error);
    }
    case ABSOLUTE_ERROR: return f32x4.abs(f32x4.sub(y, t));
    case PERCENTAGE_ERROR: return f32x4.mul(splat(100), f32x4.div(f32x4.abs(f32x4.sub(t, y)), leastSize(t)));
    case SQUARED_LOGARITHMIC_ERROR: {
      const error = logarithmicError(y, t);
      return f32x4.mul(error, error);
    }
    case HUBER: {
      // With the error's part within delta, it is part * (|error| - part / 2) on both sides of delta.
      const size = f32x4.abs(f32x4.sub(y, t)), part = f32x4.pmin(size, parameter);
      return f32x4.mul(part, f32x4.sub(size, f32x4.mul(splat(0.5), part)));
    }
    case LOG_COSH: {
      const size = f32x4.abs(f32x4.sub(y, t));
      return f32x4.add(size, f32x4.sub(log1p(exp(f32x4.mul(splat(-2), size))), splat(LN2)));
    }
    case HINGE: return margin(y, t);
    case SQUARED_HINGE: return f32x4.mul(margin(y, t), margin(y, t));
    case KULLBACK_LEIBLER: return f32x4.mul(t, log(f32x4.div(clip(t, one), clip(y, one))));
    case POISSON: return f32x4.sub(y, f32x4.mul(t, log(f32x4.add(y, splat(EPSILON)))));
    case BINARY_CROSS_ENTROPY:
    case SIGMOID_CROSS_ENTROPY: {
      const p = clip(y, splat(<f32>1 - EPSILON));
      const hit = f32x4.mul(t, log(p)), miss = f32x4.mul(f32x4.sub(one, t), log1p(f32x4.neg(p)));
      return f32x4.neg(f32x4.add(hit, miss));
    }
    case LOGIT_CROSS_ENTROPY: {
      const linear = f32x4.sub(f32x4.max(y, zero), f32x4.mul(y, t));
      return f32x4.add(linear, log1p(exp(f32x4.neg(f32x4.abs(y)))));
    }
    default: return zero;
  }
}

// By y. At a corner, such as that of an absolute value at 0, it is the slope between the two sides that Keras takes.
// @ts-ignore: decorator
@inline
function slopeOf(loss: i32, y: v128, t: v128, parameter: v128): v128 {
  const zero = splat(0), one = splat(1);
  switch (loss) {
    case SQUARED_ERROR: return f32x4.mul(splat(2), f32x4.sub(y, t));
    case ABSOLUTE_ERROR: return signOf(f32x4.sub(y, t));
    case PERCENTAGE_ERROR: return f32x4.div(f32x4.mul(splat(100), signOf(f32x4.sub(y, t))), leastSize(t));
    case SQUARED_LOGARITHMIC_ERROR: {
      const slope = f32x4.div(f32x4.mul(splat(2), logarithmicError(y, t)), f32x4.add(one, y));
      return v128.andnot(slope, f32x4.lt(y, splat(EPSILON)));
    }
    case HUBER: return f32x4.pmax(f32x4.pmin(f32x4.sub(y, t), parameter), f32x4.neg(parameter));
    case LOG_COSH: return tanh(f32x4.sub(y, t));
    case HINGE: return v128.and(f32x4.neg(t), f32x4.gt(margin(y, t), zero));
    case SQUARED_HINGE: return f32x4.mul(f32x4.mul(splat(-2), t), margin(y, t));
    case KULLBACK_LEIBLER: return v128.and(f32x4.neg(f32x4.div(t, y)), isWithin(y, one));
    case POISSON: return f32x4.sub(one, f32x4.div(t, f32x4.add(y, splat(EPSILON))));
    case BINARY_CROSS_ENTROPY: {
      const variance = f32x4.mul(y, f32x4.sub(one, y));
      return v128.and(f32x4.div(f32x4.sub(y, t), variance), isWithin(y, splat(<f32>1 - EPSILON)));
    }
    case SIGMOID_CROSS_ENTROPY: return f32x4.sub(y, t);
    case LOGIT_CROSS_ENTROPY: return f32x4.sub(sigmoid(y), t);
    default: return zero;
  }
}

// @ts-ignore: decorator
@inline
function clip(x: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, splat(EPSILON)), high);
}

// Where clip() leaves a number as it is.
// @ts-ignore: decorator
@inline
function isWithin(x: v128, high: v128): v128 {
  return v128.and(f32x4.ge(x, splat(EPSILON)), f32x4.le(x, high));
}

// @ts-ignore: decorator
@inline
function leastSize(t: v128): v128 {
  return f32x4.pmax(f32x4.abs(t), splat(EPSILON));
}

// @ts-ignore: decorator
@inline
function logarithmicError(y: v128, t: v128): v128 {
  return f32x4.sub(log1p(f32x4.pmax(y, splat(EPSILON))), log1p(f32x4.pmax(t, splat(EPSILON))));
}

// max(0, 1 - t y)
// @ts-ignore: decorator
@inline
function margin(y: v128, t: v128): v128 {
  return f32x4.pmax(f32x4.sub(splat(1), f32x4.mul(t, y)), splat(0));
}

// 1, 0 or -1
// @ts-ignore: decorator
@inline
function signOf(x: v128): v128 {
  const zero = splat(0), one = splat(1);
  return f32x4.sub(v128.and(one, f32x4.gt(x, zero)), v128.and(one, f32x4.lt(x, zero)));
}
