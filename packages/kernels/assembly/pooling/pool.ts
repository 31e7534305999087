// Pooling forward, NHWC: every window of every image to its mean or its maximum. The gradients are in average-pool.ts and
// max-pool.ts.
import { ConvShape, endInside, firstInside } from '../conv2d/conv-shape';
import { LARGEST, MEAN, reduceWindow } from './pool-window';

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
        // The mean over no input is 0 / 0.
        const count = <f32>(max(rows, 0) * max(columns, 0));
        reduceWindow(
          average ? MEAN : LARGEST, windows * shape.inChannels, 1, rows, columns, 0, rowStep, columnStep, from, output, count,
        );
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
