// Average pooling and its gradient, NHWC: the mean over those inputs of a window that lie in the image, none for what
// hangs over the edge. The naive loops that this must equal are in src/reference/pooling/average-pool.ts.
import { ConvShape, endInside, firstInside } from '../conv2d/conv-shape';
import { zeroFloats } from '../memory/floats';
import { loadLanes, storeLanes } from '../memory/lanes';
import { pool, windowsFrom } from './pool';

/** output[n,oh,ow,c] = mean of each window of images[n,h,w,c]; NaN for a window with nothing in it. */
export function averagePool(shape: ConvShape, image: usize, output: usize): void {
  pool(shape, image, output, true);
}

/**
 * imageGradient[n,h,w,c]: each window's gradient in equal parts to those inputs that it is the mean of. With `whole`
 * each gets the part that it would have if all of the window lay in the image.
 */
export function averagePoolGradient(shape: ConvShape, outputGradient: usize, imageGradient: usize, whole: bool): void {
  const pixel = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * pixel;
  const rowStep = <usize>shape.dilationHeight * line, columnStep = <usize>shape.dilationWidth * pixel;
  zeroFloats(imageGradient, shape.batch * shape.inHeight * shape.inWidth * shape.inChannels);
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      const top = y * shape.strideHeight - shape.padTop;
      const row = firstInside(top, shape.dilationHeight);
      const rows = endInside(top, shape.dilationHeight, shape.inHeight, shape.filterHeight) - row;
      const toLine = imageGradient + <usize>(top + row * shape.dilationHeight) * line;
      for (let x = 0; x < shape.outWidth; ) {
        const left = x * shape.strideWidth - shape.padLeft;
        const column = firstInside(left, shape.dilationWidth);
        const columns = endInside(left, shape.dilationWidth, shape.inWidth, shape.filterWidth) - column;
        const parts = whole ? shape.filterHeight * shape.filterWidth : rows * columns;
        const to = toLine + <usize>(left + column * shape.dilationWidth) * pixel;
        const windows = windowsFrom(shape, x, left);
        share(windows * shape.inChannels, rows, columns, outputGradient, <f32>parts, to, rowStep, columnStep);
        outputGradient += <usize>windows * pixel;
        x += windows;
      }
    }
    imageGradient += <usize>shape.inHeight * line;
  }
}

// @ts-ignore: decorator
@inline
function share(
  channels: i32, rows: i32, columns: i32, gradient: usize, parts: f32, to: usize, rowStep: usize, columnStep: usize,
): void {
  const fours = gradient + (<usize>(channels & ~3) << 2);
  for (; gradient < fours; gradient += 16) {
    shareLanes(4, rows, columns, gradient, parts, to, rowStep, columnStep);
    to += 16;
  }
  const rest = channels & 3;
  if (rest == 1) shareLanes(1, rows, columns, gradient, parts, to, rowStep, columnStep);
  if (rest == 2) shareLanes(2, rows, columns, gradient, parts, to, rowStep, columnStep);
  if (rest == 3) shareLanes(3, rows, columns, gradient, parts, to, rowStep, columnStep);
}

// @ts-ignore: decorator
@inline
function shareLanes(
  lanes: i32, rows: i32, columns: i32, gradient: usize, parts: f32, to: usize, rowStep: usize, columnStep: usize,
): void {
  const part = f32x4.div(loadLanes(gradient, lanes), f32x4.splat(parts));
  for (let row = 0; row < rows; row++) {
    let at = to;
    for (let column = 0; column < columns; column++) {
      storeLanes(at, f32x4.add(loadLanes(at, lanes), part), lanes);
      at += columnStep;
    }
    to += rowStep;
  }
}
