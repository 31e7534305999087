// Average pooling and its gradient, NHWC: the mean over those inputs of a window that lie in the image, none for what
// hangs over the edge. The naive loops that this must equal are in src/reference/average-pool.ts.
import { ConvShape, endInside, firstInside } from './conv-shape';
import { zeroFloats } from './floats';

/** output[n,oh,ow,c] = mean of each window of images[n,h,w,c]; NaN for a window with nothing in it. */
export function averagePool(shape: ConvShape, image: usize, output: usize): void {
  walk(shape, image, output, true);
}

/**
 * imageGradient[n,h,w,c]: each window's gradient in equal parts to those inputs that it is the mean of. With `whole`
 * each gets the part that it would have if all of the window lay in the image.
 */
export function averagePoolGradient(shape: ConvShape, outputGradient: usize, imageGradient: usize, whole: bool): void {
  zeroFloats(imageGradient, shape.batch * shape.inHeight * shape.inWidth * shape.inChannels);
  walk(shape, imageGradient, outputGradient, false, whole);
}

// All windows of all images, each with the rectangle of taps that lie in the image.
// @ts-ignore: decorator
@inline
function walk(shape: ConvShape, image: usize, output: usize, forward: bool, whole: bool = false): void {
  const pixel = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * pixel;
  const rowStep = <usize>shape.dilationHeight * line, columnStep = <usize>shape.dilationWidth * pixel;
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      const top = y * shape.strideHeight - shape.padTop;
      const row = firstInside(top, shape.dilationHeight);
      const rows = endInside(top, shape.dilationHeight, shape.inHeight, shape.filterHeight) - row;
      const fromLine = image + <usize>(top + row * shape.dilationHeight) * line;
      for (let x = 0; x < shape.outWidth; x++) {
        const left = x * shape.strideWidth - shape.padLeft;
        const column = firstInside(left, shape.dilationWidth);
        const columns = endInside(left, shape.dilationWidth, shape.inWidth, shape.filterWidth) - column;
        const parts = <f32>(whole ? shape.filterHeight * shape.filterWidth : max(rows, 0) * max(columns, 0));
        const window = fromLine + <usize>(left + column * shape.dilationWidth) * pixel;
        if (forward) mean(shape.inChannels, rows, columns, window, rowStep, columnStep, parts, output);
        else share(shape.inChannels, rows, columns, window, rowStep, columnStep, parts, output);
        output += pixel;
      }
    }
    image += <usize>shape.inHeight * line;
  }
}

// @ts-ignore: decorator
@inline
function mean(
  channels: i32, rows: i32, columns: i32, window: usize, rowStep: usize, columnStep: usize, count: f32, to: usize,
): void {
  const end = to + (<usize>channels << 2), fours = to + (<usize>(channels & ~3) << 2);
  for (; to < fours; to += 16) {
    let sum = f32x4.splat(0);
    for (let row = 0; row < rows; row++) {
      let at = window + <usize>row * rowStep;
      for (let column = 0; column < columns; column++) {
        sum = f32x4.add(sum, v128.load(at));
        at += columnStep;
      }
    }
    v128.store(to, f32x4.div(sum, f32x4.splat(count)));
    window += 16;
  }
  for (; to < end; to += 4) {
    let sum: f32 = 0;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        sum += load<f32>(window + <usize>row * rowStep + <usize>column * columnStep);
      }
    }
    store<f32>(to, sum / count);
    window += 4;
  }
}

// @ts-ignore: decorator
@inline
function share(
  channels: i32, rows: i32, columns: i32, window: usize, rowStep: usize, columnStep: usize, count: f32, gradient: usize,
): void {
  const end = gradient + (<usize>channels << 2), fours = gradient + (<usize>(channels & ~3) << 2);
  for (; gradient < fours; gradient += 16) {
    const part = f32x4.div(v128.load(gradient), f32x4.splat(count));
    for (let row = 0; row < rows; row++) {
      let at = window + <usize>row * rowStep;
      for (let column = 0; column < columns; column++) {
        v128.store(at, f32x4.add(v128.load(at), part));
        at += columnStep;
      }
    }
    window += 16;
  }
  for (; gradient < end; gradient += 4) {
    const part = load<f32>(gradient) / count;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const at = window + <usize>row * rowStep + <usize>column * columnStep;
        store<f32>(at, load<f32>(at) + part);
      }
    }
    window += 4;
  }
}
