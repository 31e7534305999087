// Morphological dilation, NHWC, one filter a channel: the largest sum of a number and the filter's number over it, and its
// gradients. The naive loops that this must equal are in src/reference/pooling/dilation.ts.
import { ConvShape, endInside, firstInside } from '../conv2d/conv-shape';
import { loadLanes, storeLanes } from '../memory/lanes';

const FORWARD: i32 = 0;
const TO_IMAGES: i32 = 1;
const TO_FILTER: i32 = 2;

/** output[n,oh,ow,c] of images [n,h,w,c] under filter [fh,fw,c]. */
export function dilation(shape: ConvShape, images: usize, filter: usize, output: usize): void {
  walk(FORWARD, shape, images, filter, output, 0);
}

/** Adds each output's gradient to the number of the images that its sum was made of: gradient [n,h,w,c]. */
export function dilationImageGradient(shape: ConvShape, images: usize, filter: usize, dy: usize, gradient: usize): void {
  walk(TO_IMAGES, shape, images, filter, dy, gradient);
}

/** The same to the number of the filter: gradient [fh,fw,c]. */
export function dilationFilterGradient(shape: ConvShape, images: usize, filter: usize, dy: usize, gradient: usize): void {
  walk(TO_FILTER, shape, images, filter, dy, gradient);
}

// Each export has a loop of its own, with the choice taken when it is compiled.
// @ts-ignore: decorator
@inline
function walk(kind: i32, shape: ConvShape, images: usize, filter: usize, output: usize, gradient: usize): void {
  const pixel = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * pixel, image = <usize>shape.inHeight * line;
  const down = shape.dilationHeight, across = shape.dilationWidth;
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      const top = y * shape.strideHeight - shape.padTop, row = firstInside(top, down);
      const rows = endInside(top, down, shape.inHeight, shape.filterHeight) - row;
      for (let x = 0; x < shape.outWidth; x++) {
        const left = x * shape.strideWidth - shape.padLeft, column = firstInside(left, across);
        const columns = endInside(left, across, shape.inWidth, shape.filterWidth) - column;
        const at = <usize>(top + row * down) * line + <usize>(left + column * across) * pixel;
        const over = <usize>(row * shape.filterWidth + column) * pixel;
        window(
          kind, shape.inChannels, rows, columns, <usize>down * line, <usize>across * pixel, <usize>shape.filterWidth * pixel,
          images + at, filter + over, output, gradient + (kind == TO_IMAGES ? at : over),
        );
        output += pixel;
      }
    }
    images += image;
    if (kind == TO_IMAGES) gradient += image;
  }
}

// One window: the steps from one row and column of its taps to the next, and from one row of the filter to the next, in bytes.
// `gradient` begins where the window does.
// @ts-ignore: decorator
@inline
function window(
  kind: i32, channels: i32, rows: i32, columns: i32, rowStep: usize, columnStep: usize, filterRowStep: usize,
  from: usize, over: usize, output: usize, gradient: usize,
): void {
  const pixel = <usize>channels << 2;
  let rest = channels;
  for (; rest >= 8; rest -= 8) {
    eight(kind, rows, columns, rowStep, columnStep, filterRowStep, pixel, from, over, output, gradient);
    from += 32;
    over += 32;
    output += 32;
    gradient += 32;
  }
  for (; rest >= 4; rest -= 4) {
    few(kind, 4, rows, columns, rowStep, columnStep, filterRowStep, pixel, from, over, output, gradient);
    from += 16;
    over += 16;
    output += 16;
    gradient += 16;
  }
  if (rest > 0) few(kind, rest, rows, columns, rowStep, columnStep, filterRowStep, pixel, from, over, output, gradient);
}

// The position of the sum that is the largest so far, as the bytes from the window's start, and one more, so that 0 is none. Places
// rise while the window is read: that of a larger sum is the larger position.
// @ts-ignore: decorator
@inline
function later(where: v128, here: v128, sum: v128, largest: v128): v128 {
  return i32x4.max_s(where, v128.and(here, f32x4.gt(sum, largest)));
}

// @ts-ignore: decorator
@inline
function eight(
  kind: i32, rows: i32, columns: i32, rowStep: usize, columnStep: usize, filterRowStep: usize, pixel: usize,
  from: usize, over: usize, output: usize, gradient: usize,
): void {
  let a = f32x4.splat(-Infinity), b = a, p = i32x4.splat(0), q = p;
  const step = i32x4.splat(<i32>(kind == TO_IMAGES ? columnStep : pixel));
  for (let row = 0; row < rows; row++) {
    let at = from + <usize>row * rowStep, by = over + <usize>row * filterRowStep;
    let here = i32x4.splat(<i32>(kind == TO_IMAGES ? at - from : by - over) + 1);
    for (let column = 0; column < columns; column++) {
      const v = f32x4.add(v128.load(at), v128.load(by)), w = f32x4.add(v128.load(at, 16), v128.load(by, 16));
      if (kind != FORWARD) {
        p = later(p, here, v, a);
        q = later(q, here, w, b);
        here = i32x4.add(here, step);
      }
      a = f32x4.pmax(a, v);
      b = f32x4.pmax(b, w);
      at += columnStep;
      by += pixel;
    }
  }
  if (kind == FORWARD) {
    v128.store(output, a);
    v128.store(output, b, 16);
    return;
  }
  share(4, p, output, gradient);
  share(4, q, output + 16, gradient + 16);
}

// @ts-ignore: decorator
@inline
function few(
  kind: i32, lanes: i32, rows: i32, columns: i32, rowStep: usize, columnStep: usize, filterRowStep: usize, pixel: usize,
  from: usize, over: usize, output: usize, gradient: usize,
): void {
  let largest = f32x4.splat(-Infinity), where = i32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    let at = from + <usize>row * rowStep, by = over + <usize>row * filterRowStep;
    for (let column = 0; column < columns; column++) {
      const sum = f32x4.add(loadLanes(at, lanes), loadLanes(by, lanes));
      const here = i32x4.splat(<i32>(kind == TO_IMAGES ? at - from : by - over) + 1);
      if (kind != FORWARD) where = later(where, here, sum, largest);
      largest = f32x4.pmax(largest, sum);
      at += columnStep;
      by += pixel;
    }
  }
  if (kind == FORWARD) storeLanes(output, largest, lanes);
  else share(lanes, where, output, gradient);
}

// Each number of the output's gradient goes to its position.
// @ts-ignore: decorator
@inline
function share(lanes: i32, where: v128, from: usize, gradient: usize): void {
  one(i32x4.extract_lane(where, 0), from, gradient);
  if (lanes > 1) one(i32x4.extract_lane(where, 1), from + 4, gradient + 4);
  if (lanes > 2) one(i32x4.extract_lane(where, 2), from + 8, gradient + 8);
  if (lanes > 3) one(i32x4.extract_lane(where, 3), from + 12, gradient + 12);
}

// @ts-ignore: decorator
@inline
function one(position: i32, from: usize, gradient: usize): void {
  if (!position) return;
  const to = gradient + <usize>(position - 1);
  store<f32>(to, load<f32>(to) + load<f32>(from));
}
