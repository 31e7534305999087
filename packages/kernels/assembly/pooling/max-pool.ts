// Max pooling, its gradient and its places, NHWC. The naive loops that these must equal are in src/reference/max-pool.ts.
import { ConvShape, endInside, firstInside } from '../conv2d/conv-shape';
import { zeroFloats } from '../memory/floats';
import { GRADIENT, PLACE, largestPlaces } from './largest-places';
import { isTwoByTwo, maxPoolTwoByTwo, twoByTwoGradient } from './max-pool-two-by-two';
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
 * places[batch, outHeight, outWidth, channels]: of the first largest number of each window its place in its image, or in all
 * images where `isOfBatch`; -1 where no number exceeds -Infinity.
 */
export function maxPoolPlaces(shape: ConvShape, images: usize, isOfBatch: bool, places: usize): void {
  walk(PLACE, shape, images, places, 0, isOfBatch);
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
        largestPlaces(
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
