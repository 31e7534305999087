// Pooling forward, NHWC: every window of every image to its mean or its maximum. Channels are the vectors; what a
// window comes to stays in registers while its taps are walked. The gradients are in average-pool.ts and max-pool.ts.
import { ConvShape, endInside, firstInside } from './conv-shape';
import { loadLanes, storeLanes } from './lanes';

/** output[n,oh,ow,c] = the mean, or else the maximum, of those inputs of each window that lie in the image. */
// @ts-ignore: decorator
@inline
export function pool(shape: ConvShape, image: usize, output: usize, average: bool): void {
  const pixel = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * pixel;
  const rowStep = <usize>shape.dilationHeight * line, columnStep = <usize>shape.dilationWidth * pixel;
  const reach = (shape.filterWidth - 1) * shape.dilationWidth;
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      const top = y * shape.strideHeight - shape.padTop;
      const row = firstInside(top, shape.dilationHeight);
      const rows = endInside(top, shape.dilationHeight, shape.inHeight, shape.filterHeight) - row;
      const fromLine = image + <usize>(top + row * shape.dilationHeight) * line;
      for (let x = 0; x < shape.outWidth; ) {
        const left = x * shape.strideWidth - shape.padLeft;
        let column = 0, columns = shape.filterWidth;
        if (left < 0 || left + reach >= shape.inWidth) {
          column = firstInside(left, shape.dilationWidth);
          columns = endInside(left, shape.dilationWidth, shape.inWidth, shape.filterWidth) - column;
        }
        const from = fromLine + <usize>(left + column * shape.dilationWidth) * pixel;
        const windows = windowsFrom(shape, x, left);
        window(windows * shape.inChannels, rows, columns, from, rowStep, columnStep, output, average);
        output += <usize>windows * pixel;
        x += windows;
      }
    }
    image += <usize>shape.inHeight * line;
  }
}

/**
 * How many windows from that at output column `x` on lie whole in the image, each one pixel further: together they are
 * as one window with so many times the channels. 1 for a window that is not of this kind.
 */
// @ts-ignore: decorator
@inline
export function windowsFrom(shape: ConvShape, x: i32, left: i32): i32 {
  if (shape.strideWidth != 1 || left < 0) return 1;
  const inside = shape.inWidth - (shape.filterWidth - 1) * shape.dilationWidth;
  return max(1, min(inside - left, shape.outWidth - x));
}

// @ts-ignore: decorator
@inline
function window(
  channels: i32, rows: i32, columns: i32, from: usize, rowStep: usize, columnStep: usize, to: usize, average: bool,
): void {
  let rest = channels;
  for (; rest >= 16; rest -= 16) {
    sixteen(rows, columns, from, rowStep, columnStep, to, average);
    from += 64;
    to += 64;
  }
  for (; rest > 4; rest -= 8) {
    // The second four reach back over the first where there are less than eight.
    eight(rows, columns, from, rowStep, columnStep, to, rest < 8 ? <usize>(rest - 4) << 2 : 16, average);
    from += 32;
    to += 32;
  }
  if (rest > 0 && (rest == 4 || channels > 4)) {
    const back = <usize>(4 - rest) << 2;
    few(4, rows, columns, from - back, rowStep, columnStep, to - back, average);
  } else if (rest == 1) few(1, rows, columns, from, rowStep, columnStep, to, average);
  else if (rest == 2) few(2, rows, columns, from, rowStep, columnStep, to, average);
  else if (rest == 3) few(3, rows, columns, from, rowStep, columnStep, to, average);
}

// A NaN is never larger: as in tfjs' cpu backend a maximum passes over it.
// @ts-ignore: decorator
@inline
function include(sofar: v128, value: v128, average: bool): v128 {
  return average ? f32x4.add(sofar, value) : f32x4.pmax(sofar, value);
}

// @ts-ignore: decorator
@inline
function start(average: bool): v128 {
  return f32x4.splat(average ? 0 : -Infinity);
}

// The mean over no input is 0 / 0.
// @ts-ignore: decorator
@inline
function finish(sofar: v128, rows: i32, columns: i32, average: bool): v128 {
  return average ? f32x4.div(sofar, f32x4.splat(<f32>(max(rows, 0) * max(columns, 0)))) : sofar;
}

// @ts-ignore: decorator
@inline
function sixteen(
  rows: i32, columns: i32, from: usize, rowStep: usize, columnStep: usize, to: usize, average: bool,
): void {
  let a = start(average), b = a, c = a, d = a;
  for (let row = 0; row < rows; row++) {
    let at = from;
    for (let column = 0; column < columns; column++) {
      a = include(a, v128.load(at), average);
      b = include(b, v128.load(at, 16), average);
      c = include(c, v128.load(at, 32), average);
      d = include(d, v128.load(at, 48), average);
      at += columnStep;
    }
    from += rowStep;
  }
  v128.store(to, finish(a, rows, columns, average));
  v128.store(to, finish(b, rows, columns, average), 16);
  v128.store(to, finish(c, rows, columns, average), 32);
  v128.store(to, finish(d, rows, columns, average), 48);
}

// Four channels, and four that begin `second` bytes behind them.
// @ts-ignore: decorator
@inline
function eight(
  rows: i32, columns: i32, from: usize, rowStep: usize, columnStep: usize, to: usize, second: usize, average: bool,
): void {
  let a = start(average), b = a;
  for (let row = 0; row < rows; row++) {
    let at = from;
    for (let column = 0; column < columns; column++) {
      a = include(a, v128.load(at), average);
      b = include(b, v128.load(at + second), average);
      at += columnStep;
    }
    from += rowStep;
  }
  v128.store(to, finish(a, rows, columns, average));
  v128.store(to + second, finish(b, rows, columns, average));
}

// @ts-ignore: decorator
@inline
function few(
  lanes: i32, rows: i32, columns: i32, from: usize, rowStep: usize, columnStep: usize, to: usize, average: bool,
): void {
  let sofar = start(average);
  for (let row = 0; row < rows; row++) {
    let at = from;
    for (let column = 0; column < columns; column++) {
      sofar = include(sofar, loadLanes(at, lanes), average);
      at += columnStep;
    }
    from += rowStep;
  }
  storeLanes(to, finish(sofar, rows, columns, average), lanes);
}
