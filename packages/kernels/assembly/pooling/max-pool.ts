// Max pooling, its gradient and its indices, NHWC. The naive loops that these must equal are in src/reference/pooling/max-pool.ts.
import { ConvShape, endInside, firstInside } from '../conv2d/conv-shape';
import { zeroFloats } from '../memory/floats';
import { GRADIENT, INDEX, maxPositions } from './max-positions';
import { pool, windowsFrom } from './pool';

/** Each output is the largest input of its window; -Infinity where no input exceeds that. */
export function maxPool(shape: ConvShape, image: usize, output: usize): void {
  if (isTwoByTwo(shape)) return maxPoolTwoByTwo(shape, image, output);
  pool(shape, image, output, false);
}

/**
 * Sends each output's gradient to the first largest input of its window (to none where no input exceeds -Infinity,
 * as in tfjs' cpu backend).
 */
export function maxPoolGradient(shape: ConvShape, outputGradient: usize, image: usize, imageGradient: usize): void {
  if (isTwoByTwo(shape)) return twoByTwoGradient(shape, outputGradient, image, imageGradient);
  zeroFloats(imageGradient, shape.batch * shape.inHeight * shape.inWidth * shape.inChannels);
  walk(GRADIENT, shape, image, outputGradient, imageGradient, true);
}

/**
 * indices[batch, outHeight, outWidth, channels]: of the first largest number of each window its index in its image, or in all
 * images where `isOfBatch`; -1 where no number exceeds -Infinity.
 */
export function maxPoolIndices(shape: ConvShape, images: usize, isOfBatch: bool, indices: usize): void {
  walk(INDEX, shape, images, indices, 0, isOfBatch);
}

// @ts-ignore: decorator
@inline
function walk(kind: i32, shape: ConvShape, image: usize, output: usize, gradient: usize, isOfBatch: bool): void {
  const pixel = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * pixel, size = <usize>shape.inHeight * line;
  const rowStep = <usize>shape.dilationHeight * line, columnStep = <usize>shape.dilationWidth * pixel;
  let number = 0;
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      const top = y * shape.strideHeight - shape.padTop, row = firstInside(top, shape.dilationHeight);
      const rows = endInside(top, shape.dilationHeight, shape.inHeight, shape.filterHeight) - row;
      const lines = <usize>(top + row * shape.dilationHeight) * line;
      for (let x = 0; x < shape.outWidth; ) {
        const left = x * shape.strideWidth - shape.padLeft, column = firstInside(left, shape.dilationWidth);
        const columns = endInside(left, shape.dilationWidth, shape.inWidth, shape.filterWidth) - column;
        const offset = lines + <usize>(left + column * shape.dilationWidth) * pixel, windows = windowsFrom(shape, x, left);
        const first = number + (<i32>offset >> 2), lanes = windows * shape.inChannels;
        maxPositions(
          kind, lanes, rows, columns, rowStep, columnStep, image + offset, output, gradient + offset, first,
        );
        output += <usize>windows * pixel;
        x += windows;
      }
    }
    image += size;
    gradient += size;
    if (isOfBatch) number += <i32>(size >> 2);
  }
}

export function isTwoByTwo(shape: ConvShape): bool {
  const window = shape.filterHeight == 2 && shape.filterWidth == 2 && shape.strideHeight == 2 && shape.strideWidth == 2;
  const whole = shape.outHeight * 2 <= shape.inHeight && shape.outWidth * 2 <= shape.inWidth;
  return window && whole && shape.dilationHeight == 1 && shape.dilationWidth == 1 && (shape.inChannels & 3) == 0 &&
    shape.padTop == 0 && shape.padLeft == 0;
}

// A NaN is never larger: as in tfjs' cpu backend it is passed over.
// @ts-ignore: decorator
@inline
export function larger(a: v128, b: v128): v128 {
  return f32x4.pmax(a, b);
}

export function maxPoolTwoByTwo(shape: ConvShape, image: usize, output: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels;
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      let from = image + <usize>(2 * y) * line;
      for (let x = 0; x < shape.outWidth; x++) {
        for (let at: usize = 0; at < channels; at += 16) {
          const corner = from + at;
          let largest = larger(f32x4.splat(-Infinity), v128.load(corner));
          largest = larger(largest, v128.load(corner + channels));
          largest = larger(largest, v128.load(corner + line));
          largest = larger(largest, v128.load(corner + line + channels));
          v128.store(output + at, largest);
        }
        from += 2 * channels;
        output += channels;
      }
    }
    image += <usize>shape.inHeight * line;
  }
}

export function twoByTwoGradient(shape: ConvShape, outputGradient: usize, image: usize, imageGradient: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels;
  const uncovered = shape.inChannels * (shape.inWidth - 2 * shape.outWidth);
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      let offset = <usize>(2 * y) * line;
      for (let x = 0; x < shape.outWidth; x++) {
        for (let at: usize = 0; at < channels; at += 16) {
          fourGradients(v128.load(outputGradient + at), image + offset + at, imageGradient + offset + at, channels, line);
        }
        offset += 2 * channels;
        outputGradient += channels;
      }
      zeroFloats(imageGradient + offset, uncovered);
      zeroFloats(imageGradient + offset + line, uncovered);
    }
    const rest = shape.inHeight - 2 * shape.outHeight;
    zeroFloats(imageGradient + <usize>(2 * shape.outHeight) * line, rest * shape.inWidth * shape.inChannels);
    image += <usize>shape.inHeight * line;
    imageGradient += <usize>shape.inHeight * line;
  }
}

// To the largest of the window's four, or to none. Steps in bytes.
// @ts-ignore: decorator
@inline
function fourGradients(gradient: v128, corner: usize, to: usize, right: usize, down: usize): void {
  const lowest = f32x4.splat(-Infinity);
  const a = v128.load(corner), b = v128.load(corner + right), c = v128.load(corner + down), d = v128.load(corner + down + right);
  const isA = f32x4.gt(a, lowest), ofA = v128.bitselect(a, lowest, isA);
  const isB = f32x4.gt(b, ofA), ofB = v128.bitselect(b, ofA, isB);
  const isC = f32x4.gt(c, ofB), ofC = v128.bitselect(c, ofB, isC);
  const isD = f32x4.gt(d, ofC);
  // The last that was larger than all before it has the gradient.
  const notD = v128.andnot(gradient, isD), notC = v128.andnot(notD, isC);
  v128.store(to + down + right, v128.and(gradient, isD));
  v128.store(to + down, v128.and(notD, isC));
  v128.store(to + right, v128.and(notC, isB));
  v128.store(to, v128.and(v128.andnot(notC, isB), isA));
}
