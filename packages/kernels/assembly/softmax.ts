// Softmax, and the categorical cross-entropy on it with its gradient.
import { exp, logOne } from './exponential';
import { loadLanes, storeLanes } from './lanes';

// Keras clips probabilities to this distance from 0 and 1 before it takes the logarithm.
const CLIP: f32 = 1e-7;

/** Rows of logits[rows, classes] become probabilities, in place. */
export function softmax(logits: usize, rows: i32, classes: i32): void {
  const rowBytes = <usize>classes << 2;
  for (let row = 0; row < rows; row++) {
    let largest = load<f32>(logits);
    for (let at: usize = 4; at < rowBytes; at += 4) largest = max(largest, load<f32>(logits + at));
    const shift = f32x4.splat(largest);
    for (let column = 0; column < classes; column += 4) {
      const at = logits + (<usize>column << 2), count = min(4, classes - column);
      storeLanes(at, exp(f32x4.sub(loadLanes(at, count), shift)), count);
    }
    let sum: f32 = 0;
    for (let at: usize = 0; at < rowBytes; at += 4) sum += load<f32>(logits + at);
    const sums = f32x4.splat(sum);
    for (let column = 0; column < classes; column += 4) {
      const at = logits + (<usize>column << 2), count = min(4, classes - column);
      storeLanes(at, f32x4.div(loadLanes(at, count), sums), count);
    }
    logits += rowBytes;
  }
}

/** gradient[rows, classes] = a (g - sum(g a)) for each row: softmax' Jacobian times the gradient, in place. */
export function softmaxGradient(gradient: usize, a: usize, rows: i32, classes: i32): void {
  const rowBytes = <usize>classes << 2;
  for (let row = 0; row < rows; row++) {
    let dot: f32 = 0;
    for (let at: usize = 0; at < rowBytes; at += 4) dot += load<f32>(gradient + at) * load<f32>(a + at);
    for (let at: usize = 0; at < rowBytes; at += 4) {
      store<f32>(gradient + at, load<f32>(a + at) * (load<f32>(gradient + at) - dot));
    }
    gradient += rowBytes;
    a += rowBytes;
  }
}

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
    loss -= <f64>clippedLog(probabilities + label);
    if (largest(probabilities, rowBytes) == label) correct += 1;
    if (gradient) {
      for (let at: usize = 0; at < rowBytes; at += 4) {
        const target: f32 = at == label ? 1 : 0;
        store<f32>(gradient + at, (load<f32>(probabilities + at) - target) * scale);
      }
      gradient += rowBytes;
    }
    probabilities += rowBytes;
  }
  store<f64>(totals, loss);
  store<f64>(totals, correct, 8);
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
      if (target != 0) loss -= <f64>(target * clippedLog(probabilities + at));
    }
    if (largest(probabilities, rowBytes) == <usize>load<u8>(labels + row) << 2) correct += 1;
    if (gradient) {
      for (let at: usize = 0; at < rowBytes; at += 4) {
        store<f32>(gradient + at, (load<f32>(probabilities + at) * weight - load<f32>(targets + at)) * scale);
      }
      gradient += rowBytes;
    }
    probabilities += rowBytes;
    targets += rowBytes;
  }
  store<f64>(totals, loss);
  store<f64>(totals, correct, 8);
}

// @ts-ignore: decorator
@inline
function clippedLog(probability: usize): f32 {
  return logOne(max(CLIP, min(<f32>1 - CLIP, load<f32>(probability))));
}

// Byte offset of a row's largest value, the first of equals.
// @ts-ignore: decorator
@inline
function largest(row: usize, rowBytes: usize): usize {
  let best: usize = 0;
  for (let at: usize = 4; at < rowBytes; at += 4) if (load<f32>(row + at) > load<f32>(row + best)) best = at;
  return best;
}
