// Max pooling and its gradient, NHWC. The naive loops that this must equal are in src/reference/max-pool.ts.
import { ConvShape } from './conv-shape';
import { zeroFloats } from './floats';
import { isTwoByTwo, maxPoolTwoByTwo, twoByTwoGradient } from './max-pool-two-by-two';
import { pool } from './pool';

/** Each output is the largest input of its window; -Infinity where no input exceeds that. */
export function maxPool(shape: ConvShape, image: usize, output: usize): void {
  if (isTwoByTwo(shape)) return maxPoolTwoByTwo(shape, image, output);
  pool(shape, image, output, false);
}

/**
 * Sends each output's gradient to the first largest input of its window (to none where no input exceeds -Infinity,
 * as in tfjs' cpu backend). Four channels at a time: a first walk over
 * the window finds the place of the maximum, a second adds the gradient there.
 */
export function maxPoolGradient(shape: ConvShape, outputGradient: usize, image: usize, imageGradient: usize): void {
  if (isTwoByTwo(shape)) return twoByTwoGradient(shape, outputGradient, image, imageGradient);
  zeroFloats(imageGradient, shape.batch * shape.inHeight * shape.inWidth * shape.inChannels);
  const itemBytes = <usize>(shape.inHeight * shape.inWidth * shape.inChannels) << 2;
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      for (let x = 0; x < shape.outWidth; x++) {
        const top = y * shape.strideHeight - shape.padTop, left = x * shape.strideWidth - shape.padLeft;
        windowGradient(shape, top, left, outputGradient, image, imageGradient);
        outputGradient += <usize>shape.outChannels << 2;
      }
    }
    image += itemBytes;
    imageGradient += itemBytes;
  }
}

function windowGradient(
  shape: ConvShape, top: i32, left: i32, outputGradient: usize, image: usize, imageGradient: usize,
): void {
  const channels = shape.inChannels, whole = channels & ~3;
  for (let channel = 0; channel < whole; channel += 4) {
    const offset = <usize>channel << 2;
    fourChannels(shape, top, left, v128.load(outputGradient + offset), image + offset, imageGradient + offset);
  }
  for (let channel = whole; channel < channels; channel++) {
    const offset = <usize>channel << 2;
    oneChannel(shape, top, left, load<f32>(outputGradient + offset), image + offset, imageGradient + offset);
  }
}

// Bytes from the image's start to its pixel (row, column), or -1 outside.
// @ts-ignore: decorator
@inline
function pixelOffset(shape: ConvShape, row: i32, column: i32): i32 {
  if (row < 0 || row >= shape.inHeight || column < 0 || column >= shape.inWidth) return -1;
  return (row * shape.inWidth + column) * shape.inChannels << 2;
}

function fourChannels(shape: ConvShape, top: i32, left: i32, gradient: v128, image: usize, imageGradient: usize): void {
  let largest = f32x4.splat(-Infinity), place = i32x4.splat(-1);
  let index = 0;
  for (let tapRow = 0; tapRow < shape.filterHeight; tapRow++) {
    for (let tapColumn = 0; tapColumn < shape.filterWidth; tapColumn++) {
      const offset = pixelOffset(shape, top + tapRow * shape.dilationHeight, left + tapColumn * shape.dilationWidth);
      if (offset >= 0) {
        const value = v128.load(image + <usize>offset);
        const larger = f32x4.gt(value, largest);
        largest = v128.bitselect(value, largest, larger);
        place = v128.bitselect(i32x4.splat(index), place, larger);
      }
      index++;
    }
  }
  index = 0;
  for (let tapRow = 0; tapRow < shape.filterHeight; tapRow++) {
    for (let tapColumn = 0; tapColumn < shape.filterWidth; tapColumn++) {
      const offset = pixelOffset(shape, top + tapRow * shape.dilationHeight, left + tapColumn * shape.dilationWidth);
      if (offset >= 0) {
        const target = imageGradient + <usize>offset;
        const here = v128.and(gradient, i32x4.eq(place, i32x4.splat(index)));
        v128.store(target, f32x4.add(v128.load(target), here));
      }
      index++;
    }
  }
}

function oneChannel(shape: ConvShape, top: i32, left: i32, gradient: f32, image: usize, imageGradient: usize): void {
  let largest: f32 = -Infinity;
  let place = -1;
  for (let tapRow = 0; tapRow < shape.filterHeight; tapRow++) {
    for (let tapColumn = 0; tapColumn < shape.filterWidth; tapColumn++) {
      const offset = pixelOffset(shape, top + tapRow * shape.dilationHeight, left + tapColumn * shape.dilationWidth);
      if (offset < 0) continue;
      const value = load<f32>(image + <usize>offset);
      if (value > largest) {
        largest = value;
        place = offset;
      }
    }
  }
  if (place < 0) return;
  const target = imageGradient + <usize>place;
  store<f32>(target, load<f32>(target) + gradient);
}
