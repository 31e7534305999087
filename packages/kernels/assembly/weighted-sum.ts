// A sum over a small rectangle of pixels, each channel with weights of its own: the heart of depthwise convolution.
// Channels are the vectors; the sums stay in registers while the rectangle is walked.
import { loadLanes, storeLanes } from './lanes';

/**
 * to[channels] = Σ pixels · weights, channel by channel, over rows x columns pixels. From a pixel to the next in its
 * row are `pixelStep` bytes, from a row to the next `rowStep`, and likewise for the weights. Nothing is read where
 * rows or columns is less than one.
 */
export function weightedSum(
  channels: i32, rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize,
  weightRowStep: usize, weightStep: usize, to: usize,
): void {
  let rest = channels;
  for (; rest >= 16; rest -= 16) {
    sixteen(rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, false);
    pixels += 64;
    weights += 64;
    to += 64;
  }
  for (; rest > 4; rest -= 8) {
    // The second four reach back over the first where there are less than eight.
    const second = rest < 8 ? <usize>(rest - 4) << 2 : 16;
    eight(rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, second);
    pixels += 32;
    weights += 32;
    to += 32;
  }
  if (rest > 0 && (rest == 4 || channels > 4)) {
    const back = <usize>(4 - rest) << 2;
    pixels -= back;
    weights -= back;
    few(4, rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to - back, false);
  } else if (rest == 1) few(1, rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, false);
  else if (rest == 2) few(2, rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, false);
  else if (rest == 3) few(3, rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, false);
}

/** The same over one row of pixels, added to what is there. */
export function addWeightedSum(
  channels: i32, columns: i32, pixels: usize, pixelStep: usize, weights: usize, weightStep: usize, to: usize,
): void {
  let rest = channels;
  for (; rest >= 16; rest -= 16) {
    sixteen(1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, true);
    pixels += 64;
    weights += 64;
    to += 64;
  }
  for (; rest >= 4; rest -= 4) {
    few(4, 1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, true);
    pixels += 16;
    weights += 16;
    to += 16;
  }
  if (rest == 1) few(1, 1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, true);
  else if (rest == 2) few(2, 1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, true);
  else if (rest == 3) few(3, 1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, true);
}

// @ts-ignore: decorator
@inline
function sixteen(
  rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize, weightRowStep: usize,
  weightStep: usize, to: usize, accumulate: bool,
): void {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (let row = 0; row < rows; row++) {
    let pixel = pixels, weight = weights;
    for (let column = 0; column < columns; column++) {
      a = f32x4.add(a, f32x4.mul(v128.load(pixel), v128.load(weight)));
      b = f32x4.add(b, f32x4.mul(v128.load(pixel, 16), v128.load(weight, 16)));
      c = f32x4.add(c, f32x4.mul(v128.load(pixel, 32), v128.load(weight, 32)));
      d = f32x4.add(d, f32x4.mul(v128.load(pixel, 48), v128.load(weight, 48)));
      pixel += pixelStep;
      weight += weightStep;
    }
    pixels += rowStep;
    weights += weightRowStep;
  }
  if (accumulate) {
    a = f32x4.add(a, v128.load(to));
    b = f32x4.add(b, v128.load(to, 16));
    c = f32x4.add(c, v128.load(to, 32));
    d = f32x4.add(d, v128.load(to, 48));
  }
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
  v128.store(to, d, 48);
}

// Four channels, and four that begin `second` bytes behind them.
// @ts-ignore: decorator
@inline
function eight(
  rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize, weightRowStep: usize,
  weightStep: usize, to: usize, second: usize,
): void {
  let a = f32x4.splat(0), b = a;
  for (let row = 0; row < rows; row++) {
    let pixel = pixels, weight = weights;
    for (let column = 0; column < columns; column++) {
      a = f32x4.add(a, f32x4.mul(v128.load(pixel), v128.load(weight)));
      b = f32x4.add(b, f32x4.mul(v128.load(pixel + second), v128.load(weight + second)));
      pixel += pixelStep;
      weight += weightStep;
    }
    pixels += rowStep;
    weights += weightRowStep;
  }
  v128.store(to, a);
  v128.store(to + second, b);
}

// @ts-ignore: decorator
@inline
function few(
  lanes: i32, rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize,
  weightRowStep: usize, weightStep: usize, to: usize, accumulate: bool,
): void {
  let sum = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    let pixel = pixels, weight = weights;
    for (let column = 0; column < columns; column++) {
      sum = f32x4.add(sum, f32x4.mul(loadLanes(pixel, lanes), loadLanes(weight, lanes)));
      pixel += pixelStep;
      weight += weightStep;
    }
    pixels += rowStep;
    weights += weightRowStep;
  }
  storeLanes(to, accumulate ? f32x4.add(sum, loadLanes(to, lanes)) : sum, lanes);
}
