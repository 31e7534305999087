// im2col and its transpose col2im, for a strip of output pixels at a time: a strip of patches stays in the cache,
// so that the whole patch matrix never exists.
import { ConvShape } from './conv-shape';
import { addFloats, copyFloats, zeroFloats } from './floats';

/** Output pixels in a strip. */
export const STRIP: i32 = 64;

/**
 * Writes the patches of output pixels first .. first + count as rows of `to`: [count, filterHeight * filterWidth *
 * inChannels], zero where a patch hangs over the edge.
 */
export function gatherPatches(shape: ConvShape, image: usize, first: i32, count: i32, to: usize): void {
  const run = shape.filterWidth * shape.inChannels;
  const width = shape.outWidth, height = shape.outHeight;
  let x = first % width, y = first / width % height, item = first / (width * height);
  for (let pixel = 0; pixel < count; pixel++) {
    const top = y * shape.strideHeight - shape.padTop, left = x * shape.strideWidth - shape.padLeft;
    const inside = shape.dilationWidth == 1 && left >= 0 && left + shape.filterWidth <= shape.inWidth;
    for (let tap = 0; tap < shape.filterHeight; tap++) {
      const row = top + tap * shape.dilationHeight;
      if (row < 0 || row >= shape.inHeight) zeroFloats(to, run);
      else {
        const line = image + (<usize>((item * shape.inHeight + row) * shape.inWidth) * shape.inChannels << 2);
        if (inside) copyFloats(to, line + (<usize>(left * shape.inChannels) << 2), run);
        else gatherTaps(shape, line, left, to);
      }
      to += <usize>run << 2;
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

/** Adds each row of `from` back to the pixels that gatherPatches would have read it from. */
export function scatterPatches(shape: ConvShape, image: usize, first: i32, count: i32, from: usize): void {
  const run = shape.filterWidth * shape.inChannels;
  const width = shape.outWidth, height = shape.outHeight;
  let x = first % width, y = first / width % height, item = first / (width * height);
  for (let pixel = 0; pixel < count; pixel++) {
    const top = y * shape.strideHeight - shape.padTop, left = x * shape.strideWidth - shape.padLeft;
    const inside = shape.dilationWidth == 1 && left >= 0 && left + shape.filterWidth <= shape.inWidth;
    for (let tap = 0; tap < shape.filterHeight; tap++) {
      const row = top + tap * shape.dilationHeight;
      if (row >= 0 && row < shape.inHeight) {
        const line = image + (<usize>((item * shape.inHeight + row) * shape.inWidth) * shape.inChannels << 2);
        if (inside) addFloats(line + (<usize>(left * shape.inChannels) << 2), from, run);
        else scatterTaps(shape, line, left, from);
      }
      from += <usize>run << 2;
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

function gatherTaps(shape: ConvShape, line: usize, left: i32, to: usize): void {
  const channels = shape.inChannels;
  for (let tap = 0; tap < shape.filterWidth; tap++) {
    const column = left + tap * shape.dilationWidth;
    if (column < 0 || column >= shape.inWidth) zeroFloats(to, channels);
    else copyFloats(to, line + (<usize>(column * channels) << 2), channels);
    to += <usize>channels << 2;
  }
}

function scatterTaps(shape: ConvShape, line: usize, left: i32, from: usize): void {
  const channels = shape.inChannels;
  for (let tap = 0; tap < shape.filterWidth; tap++) {
    const column = left + tap * shape.dilationWidth;
    if (column >= 0 && column < shape.inWidth) addFloats(line + (<usize>(column * channels) << 2), from, channels);
    from += <usize>channels << 2;
  }
}
