// A sum over a small rectangle of pixels, each channel with weights of its own: the heart of depthwise convolution.
// Channels are the vectors; the sums stay in registers while the rectangle is walked.
import { relu } from '../activation/activation';
import { loadLanes, storeLanes } from '../memory/lanes';

/**
 * to[channels] = Σ pixels · weights + bias, channel by channel, over rows x columns pixels; `bias` may be 0 for none. Where
 * `isRelu`, 0 instead of what is less. From a pixel to the next in its row are `pixelStep` bytes, from a row to the next
 * `rowStep`, and likewise for the weights. Of these nothing is read where rows or columns is less than one.
 */
export function weightedSum(
  channels: i32, rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize,
  weightRowStep: usize, weightStep: usize, to: usize, bias: usize, isRelu: bool,
): void {
  let rest = channels;
  for (; rest >= 16; rest -= 16) {
    sixteen(rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, bias, isRelu, false);
    pixels += 64;
    weights += 64;
    to += 64;
    if (bias) bias += 64;
  }
  if (rest > 8) {
    // The third four reach back over the second where there are less than twelve.
    const third = rest < 12 ? <usize>(rest - 4) << 2 : 32;
    twelve(rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, third, bias, isRelu);
    pixels += 48;
    weights += 48;
    to += 48;
    if (bias) bias += 48;
    rest -= 12;
  }
  for (; rest > 4; rest -= 8) {
    // The second four reach back over the first where there are less than eight.
    const second = rest < 8 ? <usize>(rest - 4) << 2 : 16;
    eight(rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, second, bias, isRelu);
    pixels += 32;
    weights += 32;
    to += 32;
    if (bias) bias += 32;
  }
  if (rest <= 0) return;
  // The last four reach back over those before where there are some.
  const lanes = channels > 4 ? 4 : rest, back = <usize>(lanes - rest) << 2;
  if (bias) bias -= back;
  last(lanes, rows, columns, pixels - back, rowStep, pixelStep, weights - back, weightRowStep, weightStep, to - back, bias, isRelu);
}

// @ts-ignore: decorator
@inline
function last(
  lanes: i32, rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize,
  weightRowStep: usize, weightStep: usize, to: usize, bias: usize, isRelu: bool,
): void {
  if (lanes == 4) few(4, rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, bias, isRelu, false);
  else if (lanes == 3) few(3, rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, bias, isRelu, false);
  else if (lanes == 2) few(2, rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, bias, isRelu, false);
  else few(1, rows, columns, pixels, rowStep, pixelStep, weights, weightRowStep, weightStep, to, bias, isRelu, false);
}

/** The same over one row of pixels, added to what is there. */
export function addWeightedSum(
  channels: i32, columns: i32, pixels: usize, pixelStep: usize, weights: usize, weightStep: usize, to: usize,
): void {
  let rest = channels;
  for (; rest >= 16; rest -= 16) {
    sixteen(1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, 0, false, true);
    pixels += 64;
    weights += 64;
    to += 64;
  }
  for (; rest >= 4; rest -= 4) {
    few(4, 1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, 0, false, true);
    pixels += 16;
    weights += 16;
    to += 16;
  }
  if (rest == 1) few(1, 1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, 0, false, true);
  else if (rest == 2) few(2, 1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, 0, false, true);
  else if (rest == 3) few(3, 1, columns, pixels, 0, pixelStep, weights, 0, weightStep, to, 0, false, true);
}

// @ts-ignore: decorator
@inline
function finished(sum: v128, bias: usize, offset: usize, isRelu: bool): v128 {
  if (bias) sum = f32x4.add(sum, v128.load(bias + offset));
  return isRelu ? relu(sum) : sum;
}

// @ts-ignore: decorator
@inline
function sixteen(
  rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize, weightRowStep: usize,
  weightStep: usize, to: usize, bias: usize, isRelu: bool, accumulate: bool,
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
  v128.store(to, finished(a, bias, 0, isRelu));
  v128.store(to, finished(b, bias, 16, isRelu), 16);
  v128.store(to, finished(c, bias, 32, isRelu), 32);
  v128.store(to, finished(d, bias, 48, isRelu), 48);
}

// Eight channels, and four that begin `third` bytes behind the first.
// @ts-ignore: decorator
@inline
function twelve(
  rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize, weightRowStep: usize,
  weightStep: usize, to: usize, third: usize, bias: usize, isRelu: bool,
): void {
  let a = f32x4.splat(0), b = a, c = a;
  for (let row = 0; row < rows; row++) {
    let pixel = pixels, weight = weights;
    for (let column = 0; column < columns; column++) {
      a = f32x4.add(a, f32x4.mul(v128.load(pixel), v128.load(weight)));
      b = f32x4.add(b, f32x4.mul(v128.load(pixel, 16), v128.load(weight, 16)));
      c = f32x4.add(c, f32x4.mul(v128.load(pixel + third), v128.load(weight + third)));
      pixel += pixelStep;
      weight += weightStep;
    }
    pixels += rowStep;
    weights += weightRowStep;
  }
  v128.store(to, finished(a, bias, 0, isRelu));
  v128.store(to, finished(b, bias, 16, isRelu), 16);
  v128.store(to + third, finished(c, bias, third, isRelu));
}

// Four channels, and four that begin `second` bytes behind them.
// @ts-ignore: decorator
@inline
function eight(
  rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize, weightRowStep: usize,
  weightStep: usize, to: usize, second: usize, bias: usize, isRelu: bool,
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
  v128.store(to, finished(a, bias, 0, isRelu));
  v128.store(to + second, finished(b, bias, second, isRelu));
}

// @ts-ignore: decorator
@inline
function few(
  lanes: i32, rows: i32, columns: i32, pixels: usize, rowStep: usize, pixelStep: usize, weights: usize,
  weightRowStep: usize, weightStep: usize, to: usize, bias: usize, isRelu: bool, accumulate: bool,
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
  if (accumulate) sum = f32x4.add(sum, loadLanes(to, lanes));
  if (bias) sum = f32x4.add(sum, loadLanes(bias, lanes));
  storeLanes(to, isRelu ? relu(sum) : sum, lanes);
}
