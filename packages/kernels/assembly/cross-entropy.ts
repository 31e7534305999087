// The categorical cross-entropy in its kinds, each with its gradient. Those of softmax' outputs give the gradient by the
// logits, which is simpler than either derivative by itself. Binary cross-entropies are in pointwise-losses.ts. In plain
// loops: src/reference/cross-entropy.ts.
import { logOne } from './exponential';
import { weightOf } from './row-losses';

// Keras clips probabilities to this distance from 0 and 1 before it takes the logarithm.
const CLIP: f32 = 1e-7;

/**
 * Of probabilities[rows, classes] and labels[rows] (bytes): adds to the two doubles at `totals` the sum of the
 * cross-entropies and the number of rows whose largest probability is the label's. Where `gradient` is not 0 it gets
 * (probability - target) * scale, the gradient of scale * cross-entropy by the logits.
 */
export function crossEntropy(
  probabilities: usize, labels: usize, rows: i32, classes: i32, scale: f32, gradient: usize, totals: usize,
): void {
  const rowBytes = <usize>classes << 2;
  let loss = load<f64>(totals), correct = load<f64>(totals, 8);
  for (let row = 0; row < rows; row++) {
    const label = <usize>load<u8>(labels + row) << 2;
    loss -= <f64>clippedLog(load<f32>(probabilities + label));
    if (largest(probabilities, rowBytes) == label) correct += 1;
    if (gradient) {
      labelGradient(probabilities, label, rowBytes, scale, gradient);
      gradient += rowBytes;
    }
    probabilities += rowBytes;
  }
  store<f64>(totals, loss);
  store<f64>(totals, correct, 8);
}

/**
 * The same of labels that are 32-bit integers, which must lie in 0 .. classes (see firstOutside), and with a weight for each
 * `rowsPerWeight` rows, on loss and gradient; `weights` may be 0 for ones. With weights 1, to the bits of crossEntropy.
 */
export function sparseCrossEntropy(
  probabilities: usize, labels: usize, rows: i32, classes: i32, weights: usize, rowsPerWeight: i32, scale: f32,
  gradient: usize, totals: usize,
): void {
  const rowBytes = <usize>classes << 2;
  let loss = load<f64>(totals), correct = load<f64>(totals, 8);
  for (let row = 0; row < rows; row++) {
    const label = <usize>load<i32>(labels + (<usize>row << 2)) << 2, weight = weightOf(weights, row, rowsPerWeight);
    loss -= <f64>weight * <f64>clippedLog(load<f32>(probabilities + label));
    if (largest(probabilities, rowBytes) == label) correct += 1;
    if (gradient) {
      labelGradient(probabilities, label, rowBytes, scale * weight, gradient);
      gradient += rowBytes;
    }
    probabilities += rowBytes;
  }
  store<f64>(totals, loss);
  store<f64>(totals, correct, 8);
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
 * The same for targets[rows, classes] that are any weights, not one 1 among zeros: smoothed or mixed labels, weighted
 * samples. The gradient is (probability * Σ targets - target) * scale.
 */
export function targetCrossEntropy(
  probabilities: usize, targets: usize, labels: usize, rows: i32, classes: i32, scale: f32, gradient: usize, totals: usize,
): void {
  const rowBytes = <usize>classes << 2;
  let loss = load<f64>(totals), correct = load<f64>(totals, 8);
  for (let row = 0; row < rows; row++) {
    let weight: f32 = 0;
    for (let at: usize = 0; at < rowBytes; at += 4) {
      const target = load<f32>(targets + at);
      weight += target;
      if (target != 0) loss -= <f64>(target * clippedLog(load<f32>(probabilities + at)));
    }
    if (largest(probabilities, rowBytes) == <usize>load<u8>(labels + row) << 2) correct += 1;
    if (gradient) {
      targetGradient(probabilities, targets, weight, rowBytes, scale, gradient);
      gradient += rowBytes;
    }
    probabilities += rowBytes;
    targets += rowBytes;
  }
  store<f64>(totals, loss);
  store<f64>(totals, correct, 8);
}

/**
 * The same without labels, and with a weight for each `rowsPerWeight` rows; `weights` may be 0 for ones. `total` is one
 * double, the loss. With weights 1, to the bits of targetCrossEntropy.
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

// Byte offset of a row's largest value, the first of equals.
// @ts-ignore: decorator
@inline
function largest(row: usize, rowBytes: usize): usize {
  let best: usize = 0;
  for (let at: usize = 4; at < rowBytes; at += 4) if (load<f32>(row + at) > load<f32>(row + best)) best = at;
  return best;
}
