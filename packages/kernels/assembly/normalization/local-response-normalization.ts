// Local response normalization, y = x / (bias + alpha Σ x²)^beta with the sum over the channels around each, and its gradient.
// The naive loops that this must equal are in src/reference/normalization/local-response-normalization.ts.
import { exp, log } from '../math/exponential';
import { zeroFloats } from '../memory/floats';
import { loadLanes, storeLanes } from '../memory/lanes';

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
  const bytes = <usize>channels << 2, fours = <usize>(channels & ~3) << 2, rest = channels & 3;
  const squares = scratch + (<usize>radius << 2);
  zeroFloats(scratch, paddedBytes(channels, radius) >> 2);
  for (let row = 0; row < rows; row++) {
    square(squares, x, fours, rest);
    for (let at: usize = 0; at < fours; at += 16) {
      const norm = normOf(scratch + at, radius, bias, alpha);
      v128.store(y + at, f32x4.mul(v128.load(x + at), power(norm, beta)));
    }
    if (rest) {
      const norm = normOf(scratch + fours, radius, bias, alpha);
      storeLanes(y + fours, f32x4.mul(loadLanes(x + fours, rest), power(norm, beta)), rest);
    }
    x += bytes;
    y += bytes;
  }
}

/** dx = dy n^-beta - 2 alpha beta x Σ dy x n^(-beta - 1), with n what x is divided by to the power of beta. */
export function localResponseGradient(
  x: usize, dy: usize, dx: usize, rows: i32, channels: i32, radius: i32, bias: f32, alpha: f32, beta: f32, scratch: usize,
): void {
  const bytes = <usize>channels << 2, fours = <usize>(channels & ~3) << 2, rest = channels & 3;
  const padded = <usize>paddedBytes(channels, radius);
  const squares = scratch + (<usize>radius << 2), terms = squares + padded;
  zeroFloats(scratch, <i32>(padded >> 1));
  const factor = f32x4.splat(-2 * alpha * beta);
  for (let row = 0; row < rows; row++) {
    square(squares, x, fours, rest);
    for (let at: usize = 0; at < fours; at += 16) {
      const norm = normOf(scratch + at, radius, bias, alpha), scaled = f32x4.mul(v128.load(dy + at), power(norm, beta));
      v128.store(dx + at, scaled);
      v128.store(terms + at, f32x4.div(f32x4.mul(scaled, v128.load(x + at)), norm));
    }
    if (rest) {
      const norm = normOf(scratch + fours, radius, bias, alpha);
      const scaled = f32x4.mul(loadLanes(dy + fours, rest), power(norm, beta));
      storeLanes(dx + fours, scaled, rest);
      storeLanes(terms + fours, f32x4.div(f32x4.mul(scaled, loadLanes(x + fours, rest)), norm), rest);
    }
    for (let at: usize = 0; at < fours; at += 16) {
      const shared = f32x4.mul(f32x4.mul(factor, v128.load(x + at)), around(scratch + padded + at, radius));
      v128.store(dx + at, f32x4.add(v128.load(dx + at), shared));
    }
    if (rest) {
      const shared = f32x4.mul(f32x4.mul(factor, loadLanes(x + fours, rest)), around(scratch + padded + fours, radius));
      storeLanes(dx + fours, f32x4.add(loadLanes(dx + fours, rest), shared), rest);
    }
    x += bytes;
    dy += bytes;
    dx += bytes;
  }
}

// @ts-ignore: decorator
@inline
function square(to: usize, x: usize, fours: usize, rest: i32): void {
  for (let at: usize = 0; at < fours; at += 16) {
    const value = v128.load(x + at);
    v128.store(to + at, f32x4.mul(value, value));
  }
  if (!rest) return;
  const value = loadLanes(x + fours, rest);
  storeLanes(to + fours, f32x4.mul(value, value), rest);
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

// norm^-beta; the two powers that are used most by roots.
// @ts-ignore: decorator
@inline
function power(norm: v128, beta: f32): v128 {
  if (beta == 0.5) return f32x4.div(f32x4.splat(1), f32x4.sqrt(norm));
  if (beta == 0.75) {
    const root = f32x4.sqrt(norm);
    return f32x4.div(f32x4.splat(1), f32x4.mul(root, f32x4.sqrt(root)));
  }
  return exp(f32x4.mul(f32x4.splat(-beta), log(norm)));
}
