// The categorical cross-entropy in its kinds, each with its gradient. Those of softmax' outputs give the gradient by the
// logits, which is simpler than either derivative by itself. Binary cross-entropies are in pointwise-losses.ts. In plain
// loops: src/reference/loss/cross-entropy.ts.
import { logOne } from '../math/exponential';
import { weightOf } from './row-losses';

// Keras clips probabilities to this distance from 0 and 1 before it takes the logarithm.
const CLIP: f32 = 1e-7;

/**
 * Of probabilities[rows, classes], softmax' outputs, and labels[rows], 32-bit integers that lie in 0 .. classes (see
 * firstOutside): adds Σ weight · cross-entropy to the double at `total`. Where `gradient` is not 0 it gets (probability -
 * target) * scale * weight, the gradient of scale times the sum by the logits. There is a weight for each `rowsPerWeight` rows;
 * `weights` may be 0 for ones.
 */
export function sparseCrossEntropy(
  probabilities: usize, labels: usize, rows: i32, classes: i32, weights: usize, rowsPerWeight: i32, scale: f32,
  gradient: usize, total: usize,
): void {
  const rowBytes = <usize>classes << 2;
  let loss = load<f64>(total);
  for (let row = 0; row < rows; row++) {
    const label = <usize>load<i32>(labels + (<usize>row << 2)) << 2, weight = weightOf(weights, row, rowsPerWeight);
    loss -= <f64>weight * <f64>clippedLog(load<f32>(probabilities + label));
    if (gradient) {
      labelGradient(probabilities, label, rowBytes, scale * weight, gradient);
      gradient += rowBytes;
    }
    probabilities += rowBytes;
  }
  store<f64>(total, loss);
}

// @ts-ignore: decorator
@inline
function labelGradient(probabilities: usize, label: usize, rowBytes: usize, scale: f32, gradient: usize): void {
  for (let at: usize = 0; at < rowBytes; at += 4) {
    const target: f32 = at == label ? 1 : 0;
    store<f32>(gradient + at, (load<f32>(probabilities + at) - target) * scale);
  }
}

/**
 * The same for targets[rows, classes] that are any weights, not one 1 among zeros: smoothed or mixed labels. The gradient is
 * (probability * Σ targets - target) * scale * weight.
 */
export function categoricalCrossEntropy(
  probabilities: usize, targets: usize, rows: i32, classes: i32, weights: usize, rowsPerWeight: i32, scale: f32,
  gradient: usize, total: usize,
): void {
  const rowBytes = <usize>classes << 2;
  let loss = load<f64>(total);
  for (let row = 0; row < rows; row++) {
    const factor = weightOf(weights, row, rowsPerWeight);
    let weight: f32 = 0;
    for (let at: usize = 0; at < rowBytes; at += 4) {
      const target = load<f32>(targets + at);
      weight += target;
      if (target != 0) loss -= <f64>factor * <f64>(target * clippedLog(load<f32>(probabilities + at)));
    }
    if (gradient) {
      targetGradient(probabilities, targets, weight, rowBytes, scale * factor, gradient);
      gradient += rowBytes;
    }
    probabilities += rowBytes;
    targets += rowBytes;
  }
  store<f64>(total, loss);
}

// @ts-ignore: decorator
@inline
function targetGradient(
  probabilities: usize, targets: usize, weight: f32, rowBytes: usize, scale: f32, gradient: usize,
): void {
  for (let at: usize = 0; at < rowBytes; at += 4) {
    store<f32>(gradient + at, (load<f32>(probabilities + at) * weight - load<f32>(targets + at)) * scale);
  }
}

/**
 * The same of outputs[rows, classes] that are not softmax': each row is divided by its sum first, as in Keras, and the
 * gradient is that by the outputs.
 */
export function normalizedCrossEntropy(
  outputs: usize, targets: usize, rows: i32, classes: i32, weights: usize, rowsPerWeight: i32, scale: f32, gradient: usize,
  total: usize,
): void {
  const rowBytes = <usize>classes << 2;
  let loss = load<f64>(total);
  for (let row = 0; row < rows; row++) {
    const factor = weightOf(weights, row, rowsPerWeight);
    let sum: f32 = 0, weight: f32 = 0;
    for (let at: usize = 0; at < rowBytes; at += 4) sum += load<f32>(outputs + at);
    for (let at: usize = 0; at < rowBytes; at += 4) {
      const target = load<f32>(targets + at), share = load<f32>(outputs + at) / sum;
      if (target == 0) continue;
      loss -= <f64>factor * <f64>(target * clippedLog(share));
      if (isWithin(share)) weight += target;
    }
    if (gradient) {
      const divided = scale * factor / sum;
      for (let at: usize = 0; at < rowBytes; at += 4) {
        const share = load<f32>(outputs + at) / sum;
        const ratio: f32 = isWithin(share) ? load<f32>(targets + at) / share : 0;
        store<f32>(gradient + at, (weight - ratio) * divided);
      }
      gradient += rowBytes;
    }
    outputs += rowBytes;
    targets += rowBytes;
  }
  store<f64>(total, loss);
}

// Where clipping leaves a probability as it is.
// @ts-ignore: decorator
@inline
function isWithin(probability: f32): bool {
  return probability >= CLIP && probability <= <f32>1 - CLIP;
}

// @ts-ignore: decorator
@inline
function clippedLog(probability: f32): f32 {
  return logOne(max(CLIP, min(<f32>1 - CLIP, probability)));
}
