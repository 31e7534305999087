// The linear maps of Winograd's minimal filtering (Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks",
// 2016; the construction is that of Toom and Cook) for one line of a tile of 4, 3 or 2 outputs and a filter of 3 taps:
// F(4, 3) with the interpolation points 0, 1, -1, 2, -2 and infinity, F(3, 3) without -2, F(2, 3) without 2 and -2. All
// take the filter as F(4, 3) transforms it, so that smaller tiles at an image's edge need none of their own: what their
// points lack is made up for by the factors of their inputs. Each map works on four channels at a time; a value at a
// point is `step` bytes from the next point's, and those of the points that are left out are passed over.

// @ts-ignore: decorator
@inline
export function times(factor: f32, x: v128): v128 {
  return f32x4.mul(f32x4.splat(factor), x);
}

// @ts-ignore: decorator
@inline
export function put(to: usize, accumulate: bool, value: v128): void {
  v128.store(to, accumulate ? f32x4.add(v128.load(to), value) : value);
}

// @ts-ignore: decorator
@inline
function finish(to: usize, value: v128, bias: v128, floor: v128): void {
  v128.store(to, f32x4.pmax(f32x4.add(value, bias), floor));
}

// Tiles of four. B': six inputs to six.
// @ts-ignore: decorator
@inline
export function inputLineOfFour(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from), d1 = v128.load(from + step), d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step), d4 = v128.load(from + 4 * step), d5 = v128.load(from + 5 * step);
  const even = f32x4.sub(d4, times(4, d2)), odd = f32x4.sub(d3, times(4, d1));
  const evenHalf = f32x4.sub(d4, d2), oddTwice = times(2, f32x4.sub(d3, d1));
  v128.store(to, f32x4.add(f32x4.sub(times(4, d0), times(5, d2)), d4));
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  v128.store(to + 3 * toStep, f32x4.add(evenHalf, oddTwice));
  v128.store(to + 4 * toStep, f32x4.sub(evenHalf, oddTwice));
  v128.store(to + 5 * toStep, f32x4.add(f32x4.sub(times(4, d1), times(5, d3)), d5));
}

// B: the transpose of the above.
// @ts-ignore: decorator
@inline
export function inputLineTransposedOfFour(from: usize, step: usize, to: usize, toStep: usize, accumulate: bool, first: bool, last: bool): void {
  const v0 = v128.load(from), v1 = v128.load(from + step), v2 = v128.load(from + 2 * step);
  const v3 = v128.load(from + 3 * step), v4 = v128.load(from + 4 * step), v5 = v128.load(from + 5 * step);
  const sum12 = f32x4.add(v1, v2), difference12 = f32x4.sub(v1, v2);
  const sum34 = f32x4.add(v3, v4), twice34 = times(2, f32x4.sub(v3, v4));
  if (first) put(to, accumulate, times(4, v0));
  put(to + toStep, accumulate, f32x4.sub(f32x4.sub(times(4, v5), times(4, difference12)), twice34));
  put(to + 2 * toStep, accumulate, f32x4.sub(f32x4.sub(times(-5, v0), times(4, sum12)), sum34));
  put(to + 3 * toStep, accumulate, f32x4.add(f32x4.sub(difference12, times(5, v5)), twice34));
  put(to + 4 * toStep, accumulate, f32x4.add(f32x4.add(v0, sum12), sum34));
  if (last) put(to + 5 * toStep, accumulate, v5);
}

// A': six products to four outputs.
// @ts-ignore: decorator
@inline
export function outputLineOfFour(from: usize, step: usize, to: usize, toStep: usize, bias: v128, floor: v128): void {
  const m0 = v128.load(from), m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step), m5 = v128.load(from + 5 * step);
  const sum12 = f32x4.add(m1, m2), difference12 = f32x4.sub(m1, m2);
  const sum34 = f32x4.add(m3, m4), difference34 = f32x4.sub(m3, m4);
  finish(to, f32x4.add(f32x4.add(m0, sum12), sum34), bias, floor);
  finish(to + toStep, f32x4.add(difference12, times(2, difference34)), bias, floor);
  finish(to + 2 * toStep, f32x4.add(sum12, times(4, sum34)), bias, floor);
  finish(to + 3 * toStep, f32x4.add(f32x4.add(difference12, times(8, difference34)), m5), bias, floor);
}

// A: four output gradients to six.
// @ts-ignore: decorator
@inline
export function outputLineTransposedOfFour(from: usize, step: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from), y1 = v128.load(from + step), y2 = v128.load(from + 2 * step), y3 = v128.load(from + 3 * step);
  const even = f32x4.add(y0, y2), odd = f32x4.add(y1, y3);
  const evenFour = f32x4.add(y0, times(4, y2)), oddFour = f32x4.add(times(2, y1), times(8, y3));
  v128.store(to, y0);
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  v128.store(to + 3 * toStep, f32x4.add(evenFour, oddFour));
  v128.store(to + 4 * toStep, f32x4.sub(evenFour, oddFour));
  v128.store(to + 5 * toStep, y3);
}

// Tiles of three: the values at -2 are missing.

// @ts-ignore: decorator
@inline
export function inputLineOfThree(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from), d1 = v128.load(from + step), d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step), d4 = v128.load(from + 4 * step);
  const twice31 = times(2, f32x4.sub(d3, d1)), threeDifference = times(3, f32x4.sub(d3, d2));
  v128.store(to, f32x4.add(times(4, f32x4.sub(d0, d2)), twice31));
  v128.store(to + toStep, f32x4.sub(threeDifference, times(6, d1)));
  v128.store(to + 2 * toStep, f32x4.add(f32x4.sub(times(2, d1), times(3, d2)), d3));
  v128.store(to + 3 * toStep, times(2, twice31));
  v128.store(to + 5 * toStep, f32x4.sub(f32x4.sub(d4, d2), twice31));
}

// @ts-ignore: decorator
@inline
export function inputLineTransposedOfThree(from: usize, step: usize, to: usize, toStep: usize, accumulate: bool, first: bool, last: bool): void {
  const v0 = v128.load(from), v1 = v128.load(from + step), v2 = v128.load(from + 2 * step);
  const v3 = v128.load(from + 3 * step), v5 = v128.load(from + 5 * step);
  const twice = times(2, f32x4.sub(f32x4.add(v0, times(2, v3)), v5));
  if (first) put(to, accumulate, times(4, v0));
  put(to + toStep, accumulate, f32x4.sub(f32x4.sub(times(2, v2), times(6, v1)), twice));
  put(to + 2 * toStep, accumulate, f32x4.sub(f32x4.sub(times(-4, v0), times(3, f32x4.add(v1, v2))), v5));
  put(to + 3 * toStep, accumulate, f32x4.add(f32x4.add(times(3, v1), v2), twice));
  if (last) put(to + 4 * toStep, accumulate, v5);
}

// @ts-ignore: decorator
@inline
export function outputLineOfThree(from: usize, step: usize, to: usize, toStep: usize, bias: v128, floor: v128): void {
  const m0 = v128.load(from), m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m5 = v128.load(from + 5 * step);
  const sum12 = f32x4.add(m1, m2), difference12 = f32x4.sub(m1, m2);
  finish(to, f32x4.add(f32x4.add(m0, sum12), m3), bias, floor);
  finish(to + toStep, f32x4.add(difference12, times(2, m3)), bias, floor);
  finish(to + 2 * toStep, f32x4.add(f32x4.add(sum12, times(4, m3)), m5), bias, floor);
}

// @ts-ignore: decorator
@inline
export function outputLineTransposedOfThree(from: usize, step: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from), y1 = v128.load(from + step), y2 = v128.load(from + 2 * step);
  const even = f32x4.add(y0, y2);
  v128.store(to, y0);
  v128.store(to + toStep, f32x4.add(even, y1));
  v128.store(to + 2 * toStep, f32x4.sub(even, y1));
  v128.store(to + 3 * toStep, f32x4.add(f32x4.add(y0, times(2, y1)), times(4, y2)));
  v128.store(to + 5 * toStep, y2);
}

// Tiles of two: the values at 2 are missing as well.

// @ts-ignore: decorator
@inline
export function inputLineOfTwo(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from), d1 = v128.load(from + step), d2 = v128.load(from + 2 * step), d3 = v128.load(from + 3 * step);
  v128.store(to, times(4, f32x4.sub(d0, d2)));
  v128.store(to + toStep, times(-3, f32x4.add(d1, d2)));
  v128.store(to + 2 * toStep, times(3, f32x4.sub(d1, d2)));
  v128.store(to + 5 * toStep, f32x4.sub(d3, d1));
}

// @ts-ignore: decorator
@inline
export function inputLineTransposedOfTwo(from: usize, step: usize, to: usize, toStep: usize, accumulate: bool, first: bool, last: bool): void {
  const v0 = v128.load(from), v1 = v128.load(from + step), v2 = v128.load(from + 2 * step), v5 = v128.load(from + 5 * step);
  const fourfold = times(4, v0);
  if (first) put(to, accumulate, fourfold);
  put(to + toStep, accumulate, f32x4.sub(times(3, f32x4.sub(v2, v1)), v5));
  put(to + 2 * toStep, accumulate, f32x4.sub(times(-3, f32x4.add(v1, v2)), fourfold));
  if (last) put(to + 3 * toStep, accumulate, v5);
}

// @ts-ignore: decorator
@inline
export function outputLineOfTwo(from: usize, step: usize, to: usize, toStep: usize, bias: v128, floor: v128): void {
  const m0 = v128.load(from), m1 = v128.load(from + step), m2 = v128.load(from + 2 * step), m5 = v128.load(from + 5 * step);
  finish(to, f32x4.add(m0, f32x4.add(m1, m2)), bias, floor);
  finish(to + toStep, f32x4.add(f32x4.sub(m1, m2), m5), bias, floor);
}

// @ts-ignore: decorator
@inline
export function outputLineTransposedOfTwo(from: usize, step: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from), y1 = v128.load(from + step);
  v128.store(to, y0);
  v128.store(to + toStep, f32x4.add(y0, y1));
  v128.store(to + 2 * toStep, f32x4.sub(y0, y1));
  v128.store(to + 5 * toStep, y1);
}
