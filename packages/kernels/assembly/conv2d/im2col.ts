// im2col and its transpose, col2im, for a strip of output pixels at a time: the strip of patches stays in the cache, and
// the whole patch matrix never exists.
import { ConvShape } from './conv-shape';
import { addFloats, copyFloats, zeroFloats } from '../memory/floats';

/** Output pixels in a strip. */
export const STRIP: i32 = 64;

/**
 * Writes the patches of output pixels first .. first + count as rows of `to`: [count, filterHeight * filterWidth *
 * inChannels], zero where a patch hangs over the edge.
 */
export function im2col(shape: ConvShape, image: usize, first: i32, count: i32, to: usize): void {
  copyPatches(shape, image, first, count, to, false);
}

/** Adds each row of `from` back to the pixels that im2col would have read it from. */
export function col2im(shape: ConvShape, image: usize, first: i32, count: i32, from: usize): void {
  copyPatches(shape, image, first, count, from, true);
}

function copyPatches(shape: ConvShape, image: usize, first: i32, count: i32, patches: usize, scatter: bool): void {
  const run = shape.filterWidth * shape.inChannels;
  const width = shape.outWidth, height = shape.outHeight;
  let x = first % width, y = first / width % height, item = first / (width * height);
  for (let pixel = 0; pixel < count; pixel++) {
    const top = y * shape.strideHeight - shape.padTop, left = x * shape.strideWidth - shape.padLeft;
    const inside = shape.dilationWidth == 1 && left >= 0 && left + shape.filterWidth <= shape.inWidth;
    for (let tap = 0; tap < shape.filterHeight; tap++) {
      const row = top + tap * shape.dilationHeight;
      if (row < 0 || row >= shape.inHeight) outside(patches, run, scatter);
      else {
        const line = image + (<usize>((item * shape.inHeight + row) * shape.inWidth) * shape.inChannels << 2);
        if (inside) move(line + (<usize>(left * shape.inChannels) << 2), patches, run, scatter);
        else copyTaps(shape, line, left, patches, scatter);
      }
      patches += <usize>run << 2;
    }
    if (++x == width) {
      x = 0;
      if (++y == height) {
        y = 0;
        item++;
      }
    }
  }
}

function copyTaps(shape: ConvShape, line: usize, left: i32, patches: usize, scatter: bool): void {
  const channels = shape.inChannels;
  for (let tap = 0; tap < shape.filterWidth; tap++) {
    const column = left + tap * shape.dilationWidth;
    if (column < 0 || column >= shape.inWidth) outside(patches, channels, scatter);
    else move(line + (<usize>(column * channels) << 2), patches, channels, scatter);
    patches += <usize>channels << 2;
  }
}

// @ts-ignore: decorator
@inline
function move(pixels: usize, patches: usize, count: i32, scatter: bool): void {
  if (scatter) addFloats(pixels, patches, count);
  else copyFloats(patches, pixels, count);
}

// @ts-ignore: decorator
@inline
function outside(patches: usize, count: i32, scatter: bool): void {
  if (!scatter) zeroFloats(patches, count);
}
