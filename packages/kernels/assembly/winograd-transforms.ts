// The linear maps of Winograd's minimal filtering F(4x4, 3x3) (Lavin & Gray, "Fast Algorithms for Convolutional
// Neural Networks", 2016), with the interpolation points 0, 1, -1, 2, -2 and infinity. One output tile is
//
//   y = A' [ (G g G') * (B' d B) ] A       g filter 3x3, d input tile 6x6, y output tile 4x4, * elementwise
//
// and the gradients are the same formula read backwards, each map replaced by its transpose. A map of a square is a
// map of its columns, then of its rows; a map of a line works on four channels at a time.

const V: usize = 16;

/** Bytes of a square of 6 x 6 vectors. */
export const SQUARE_BYTES: usize = 36 * V;

// @ts-ignore: decorator
@inline
function times(factor: f32, x: v128): v128 {
  return f32x4.mul(f32x4.splat(factor), x);
}

// B': six inputs to six.
// @ts-ignore: decorator
@inline
function inputLine(from: usize, step: usize, to: usize, toStep: usize): void {
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

// @ts-ignore: decorator
@inline
function put(to: usize, accumulate: bool, value: v128): void {
  v128.store(to, accumulate ? f32x4.add(v128.load(to), value) : value);
}

// B: the transpose of the above.
// @ts-ignore: decorator
@inline
function inputLineTransposed(from: usize, step: usize, to: usize, toStep: usize, accumulate: bool): void {
  const v0 = v128.load(from), v1 = v128.load(from + step), v2 = v128.load(from + 2 * step);
  const v3 = v128.load(from + 3 * step), v4 = v128.load(from + 4 * step), v5 = v128.load(from + 5 * step);
  const sum12 = f32x4.add(v1, v2), difference12 = f32x4.sub(v1, v2);
  const sum34 = f32x4.add(v3, v4), twice34 = times(2, f32x4.sub(v3, v4));
  put(to, accumulate, times(4, v0));
  put(to + toStep, accumulate, f32x4.sub(f32x4.sub(times(4, v5), times(4, difference12)), twice34));
  put(to + 2 * toStep, accumulate, f32x4.sub(f32x4.sub(times(-5, v0), times(4, sum12)), sum34));
  put(to + 3 * toStep, accumulate, f32x4.add(f32x4.sub(difference12, times(5, v5)), twice34));
  put(to + 4 * toStep, accumulate, f32x4.add(f32x4.add(v0, sum12), sum34));
  put(to + 5 * toStep, accumulate, v5);
}

// A': six products to four outputs.
// @ts-ignore: decorator
@inline
function outputLine(from: usize, step: usize, to: usize, toStep: usize, bias: v128, floor: v128): void {
  const m0 = v128.load(from), m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step), m5 = v128.load(from + 5 * step);
  const sum12 = f32x4.add(m1, m2), difference12 = f32x4.sub(m1, m2);
  const sum34 = f32x4.add(m3, m4), difference34 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(m0, sum12), sum34), bias), floor));
  v128.store(to + toStep, f32x4.pmax(f32x4.add(f32x4.add(difference12, times(2, difference34)), bias), floor));
  v128.store(to + 2 * toStep, f32x4.pmax(f32x4.add(f32x4.add(sum12, times(4, sum34)), bias), floor));
  v128.store(to + 3 * toStep, f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(difference12, times(8, difference34)), m5), bias), floor));
}

// A: four output gradients to six.
// @ts-ignore: decorator
@inline
function outputLineTransposed(from: usize, step: usize, to: usize, toStep: usize): void {
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

// G: three filter taps to six.
// @ts-ignore: decorator
@inline
function filterLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + step), g2 = v128.load(from + 2 * step);
  const ends = times(-1 / 6, f32x4.add(g0, g2)), middle = times(1 / 6, g1);
  const endsFar = f32x4.add(times(1 / 24, g0), times(1 / 6, g2)), middleFar = times(1 / 12, g1);
  v128.store(to, times(1 / 4, g0));
  v128.store(to + toStep, f32x4.sub(ends, middle));
  v128.store(to + 2 * toStep, f32x4.add(ends, middle));
  v128.store(to + 3 * toStep, f32x4.add(endsFar, middleFar));
  v128.store(to + 4 * toStep, f32x4.sub(endsFar, middleFar));
  v128.store(to + 5 * toStep, g2);
}

// G': six filter gradients to three.
// @ts-ignore: decorator
@inline
function filterLineTransposed(from: usize, step: usize, to: usize, toStep: usize): void {
  const u0 = v128.load(from), u1 = v128.load(from + step), u2 = v128.load(from + 2 * step);
  const u3 = v128.load(from + 3 * step), u4 = v128.load(from + 4 * step), u5 = v128.load(from + 5 * step);
  const near = times(-1 / 6, f32x4.add(u1, u2)), far = f32x4.add(u3, u4);
  v128.store(to, f32x4.add(f32x4.add(times(1 / 4, u0), near), times(1 / 24, far)));
  v128.store(to + toStep, f32x4.add(times(1 / 6, f32x4.sub(u2, u1)), times(1 / 12, f32x4.sub(u3, u4))));
  v128.store(to + 2 * toStep, f32x4.add(f32x4.add(near, times(1 / 6, far)), u5));
}

// Each map of a square takes vectors `rowStep` and `columnStep` bytes apart to vectors `toStep` bytes apart in row
// order, by way of `buffer` (SQUARE_BYTES).

/** B' d B: 6x6 to 36. */
export function transformInput(from: usize, rowStep: usize, columnStep: usize, to: usize, toStep: usize, buffer: usize): void {
  for (let i: usize = 0; i < 6; i++) inputLine(from + i * columnStep, rowStep, buffer + i * V, 6 * V);
  for (let i: usize = 0; i < 6; i++) inputLine(buffer + i * 6 * V, V, to + i * 6 * toStep, toStep);
}

/** B v B': 36 to 6x6, of which rows y0 to y1 and columns x0 to x1 are added to what is there. */
export function addInputBack(
  from: usize, fromStep: usize, to: usize, rowStep: usize, columnStep: usize, y0: i32, y1: i32, x0: i32, x1: i32, buffer: usize,
): void {
  for (let i: usize = 0; i < 6; i++) inputLineTransposed(from + i * fromStep, 6 * fromStep, buffer + i * V, 6 * V, false);
  for (let y = y0; y < y1; y++) {
    const line = buffer + <usize>y * 6 * V, target = to + <usize>y * rowStep;
    if (x1 - x0 == 6) inputLineTransposed(line, V, target, columnStep, true);
    else {
      inputLineTransposed(line, V, line, V, false);
      for (let x = x0; x < x1; x++) put(target + <usize>x * columnStep, true, v128.load(line + <usize>x * V));
    }
  }
}

/** max(A' m A + bias, floor): 36 to 4x4. */
export function transformOutput(
  from: usize, fromStep: usize, bias: v128, floor: v128, to: usize, rowStep: usize, columnStep: usize, buffer: usize,
): void {
  const none = f32x4.splat(-0.0), lowest = f32x4.splat(-Infinity);
  for (let i: usize = 0; i < 6; i++) outputLine(from + i * fromStep, 6 * fromStep, buffer + i * V, 6 * V, none, lowest);
  for (let i: usize = 0; i < 4; i++) outputLine(buffer + i * 6 * V, V, to + i * rowStep, columnStep, bias, floor);
}

/** A y A': 4x4 to 36. */
export function transformOutputBack(from: usize, rowStep: usize, columnStep: usize, to: usize, toStep: usize, buffer: usize): void {
  for (let i: usize = 0; i < 4; i++) outputLineTransposed(from + i * columnStep, rowStep, buffer + i * V, 4 * V);
  for (let i: usize = 0; i < 6; i++) outputLineTransposed(buffer + i * 4 * V, V, to + i * 6 * toStep, toStep);
}

/** G g G': 3x3 to 36. */
export function transformFilter(from: usize, rowStep: usize, columnStep: usize, to: usize, toStep: usize, buffer: usize): void {
  for (let i: usize = 0; i < 3; i++) filterLine(from + i * columnStep, rowStep, buffer + i * V, 3 * V);
  for (let i: usize = 0; i < 6; i++) filterLine(buffer + i * 3 * V, V, to + i * 6 * toStep, toStep);
}

/** G' u G: 36 to 3x3. */
export function transformFilterBack(from: usize, fromStep: usize, to: usize, rowStep: usize, columnStep: usize, buffer: usize): void {
  for (let i: usize = 0; i < 6; i++) filterLineTransposed(from + i * fromStep, 6 * fromStep, buffer + i * V, 6 * V);
  for (let i: usize = 0; i < 3; i++) filterLineTransposed(buffer + i * 6 * V, V, to + i * rowStep, columnStep);
}
