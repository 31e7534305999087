// Local response normalization, y = x / (bias + alpha Σ x²)^beta with the sum over the channels around each, and its gradient.
// The naive loops that this must equal are in src/reference/local-response-normalization.ts.
import { exp, log } from './exponential';
import { zeroFloats } from './floats';
import { loadLanes, storeLanes } from './lanes';

/** Bytes of scratch memory for rows of that many channels: two of them with `radius` zeros on both sides. */
export function localResponseScratchBytes(channels: i32, radius: i32): i32 {
  return 2 * paddedBytes(channels, radius);
}

// A vector that begins at the last channel may read three floats behind it.
// @ts-ignore: decorator
@inline
function paddedBytes(channels: i32, radius: i32): i32 {
  return (channels + 2 * radius + 4) << 2;
}

/** y[rows, channels] of x; `radius` is how many channels on either side count. */
export function localResponse(
  x: usize, y: usize, rows: i32, channels: i32, radius: i32, bias: f32, alpha: f32, beta: f32, scratch: usize,
): void {
  const bytes = <usize>channels << 2, squares = scratch + (<usize>radius << 2);
  zeroFloats(scratch, paddedBytes(channels, radius) >> 2);
  for (let row = 0; row < rows; row++) {
    for (let channel = 0; channel < channels; channel += 4) {
      const at = <usize>channel << 2, lanes = min(channels - channel, 4), value = loadLanes(x + at, lanes);
      storeLanes(squares + at, f32x4.mul(value, value), lanes);
    }
    for (let channel = 0; channel < channels; channel += 4) {
      const at = <usize>channel << 2, lanes = min(channels - channel, 4);
      const norm = normOf(scratch + at, radius, bias, alpha);
      storeLanes(y + at, f32x4.mul(loadLanes(x + at, lanes), power(norm, beta)), lanes);
    }
    x += bytes;
    y += bytes;
  }
}

/** dx = dy n^-beta - 2 alpha beta x Σ dy x n^(-beta - 1), with n what x is divided by to the power of beta. */
export function localResponseGradient(
  x: usize, dy: usize, dx: usize, rows: i32, channels: i32, radius: i32, bias: f32, alpha: f32, beta: f32, scratch: usize,
): void {
  const bytes = <usize>channels << 2, padded = <usize>paddedBytes(channels, radius);
  const squares = scratch + (<usize>radius << 2), terms = squares + padded;
  zeroFloats(scratch, <i32>(padded >> 1));
  const factor = f32x4.splat(-2 * alpha * beta);
  for (let row = 0; row < rows; row++) {
    for (let channel = 0; channel < channels; channel += 4) {
      const at = <usize>channel << 2, lanes = min(channels - channel, 4), value = loadLanes(x + at, lanes);
      storeLanes(squares + at, f32x4.mul(value, value), lanes);
    }
    for (let channel = 0; channel < channels; channel += 4) {
      const at = <usize>channel << 2, lanes = min(channels - channel, 4);
      const norm = normOf(scratch + at, radius, bias, alpha);
      const scaled = f32x4.mul(loadLanes(dy + at, lanes), power(norm, beta));
      storeLanes(dx + at, scaled, lanes);
      storeLanes(terms + at, f32x4.div(f32x4.mul(scaled, loadLanes(x + at, lanes)), norm), lanes);
    }
    for (let channel = 0; channel < channels; channel += 4) {
      const at = <usize>channel << 2, lanes = min(channels - channel, 4);
      const shared = f32x4.mul(f32x4.mul(factor, loadLanes(x + at, lanes)), around(scratch + padded + at, radius));
      storeLanes(dx + at, f32x4.add(loadLanes(dx + at, lanes), shared), lanes);
    }
    x += bytes;
    dy += bytes;
    dx += bytes;
  }
}

// The sums of 2 radius + 1 numbers, for four channels; `first` is the first number of the first sum.
// @ts-ignore: decorator
@inline
function around(first: usize, radius: i32): v128 {
  let sum = v128.load(first);
  const end = first + (<usize>radius << 3);
  for (let at = first + 4; at <= end; at += 4) sum = f32x4.add(sum, v128.load(at));
  return sum;
}

// @ts-ignore: decorator
@inline
function normOf(first: usize, radius: i32, bias: f32, alpha: f32): v128 {
  return f32x4.add(f32x4.splat(bias), f32x4.mul(f32x4.splat(alpha), around(first, radius)));
}

// norm^-beta.
// @ts-ignore: decorator
@inline
function power(norm: v128, beta: f32): v128 {
  return exp(f32x4.mul(f32x4.splat(-beta), log(norm)));
}
