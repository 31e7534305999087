// The way of the output's gradient into a block's planes (planes.ts), and what happens to it on the way: where relu
// gave zero it is zero, and where the output went on through 2x2 max pooling, only the larger of each window has one.
import { ConvShape } from '../conv2d/conv-shape';
import { zeroFloats } from '../memory/floats';
import { planeBytes } from './planes';
import { LINE, unpoolTile } from './pooling';
import { Tiles, lookAt } from './tiles';
import { SQUARE_BYTES, transformOutputBack } from './transforms';

/**
 * The output gradients of each of the block's tiles, transformed; those past the edge are zero. Where `a` is not 0 it holds
 * the outputs of a relu, whose gradient is taken on the way; where `indices` is not 0, `gradient` is that of the pooled images
 * (pooling.ts). Adds each channel's gradients to `channelSums`.
 */
export function outputGradientToPlanes(
  shape: ConvShape, tiles: Tiles, gradient: usize, indices: usize, a: usize, planes: usize, channelSums: usize, scratch: usize,
): void {
  const channels = <usize>shape.outChannels << 2, line = <usize>shape.outWidth * channels, plane = planeBytes(shape.outChannels, tiles.maxTiles);
  const square = scratch + SQUARE_BYTES;
  for (let index = 0; index < tiles.count; index++) {
    lookAt(tiles, index);
    const rows = tiles.rows, columns = tiles.columns;
    const height = min(shape.outHeight - tiles.top, rows), width = min(shape.outWidth - tiles.left, columns);
    const corner = <usize>((tiles.item * shape.outHeight + tiles.top) * shape.outWidth + tiles.left) * channels;
    // An odd row or column belongs to no window.
    const isOdd = indices != 0 && ((height | width) & 1) != 0;
    if (height < rows || width < columns || isOdd) zeroFloats(square, 4 * 4 * 4);
    for (let at: usize = 0; at < channels; at += 16) {
      if (indices) unpoolTile(shape, tiles, gradient, indices, at >> 2, height, width, square);
      else gradientToSquare(gradient + corner + at, a ? a - gradient : 0, line, channels, height, width, square);
      v128.store(channelSums + at, addSquare(v128.load(channelSums + at), height, width, square));
      transformOutputBack(rows, columns, square, LINE, 16, planes + at, plane, scratch);
    }
    planes += channels;
  }
}

// Zero where relu's output, `toA` bytes further if there is one, is.
// @ts-ignore: decorator
@inline
function gradientAt(from: usize, toA: usize): v128 {
  const gradient = v128.load(from);
  return toA ? v128.and(gradient, f32x4.gt(v128.load(from + toA), f32x4.splat(0))) : gradient;
}

// Written out: such short loops take longer than what is in them.
// @ts-ignore: decorator
@inline
function gradientToSquare(from: usize, toA: usize, line: usize, pixel: usize, height: i32, width: i32, square: usize): void {
  for (let y = 0; y < height; y++) {
    v128.store(square, gradientAt(from, toA));
    if (width > 1) v128.store(square, gradientAt(from + pixel, toA), 16);
    if (width > 2) v128.store(square, gradientAt(from + 2 * pixel, toA), 32);
    if (width > 3) v128.store(square, gradientAt(from + 3 * pixel, toA), 48);
    from += line;
    square += LINE;
  }
}

// Pixel by pixel, so that the sum's bits do not depend on how the gradients came.
// @ts-ignore: decorator
@inline
function addSquare(sum: v128, height: i32, width: i32, square: usize): v128 {
  for (let y = 0; y < height; y++) {
    sum = f32x4.add(sum, v128.load(square));
    if (width > 1) sum = f32x4.add(sum, v128.load(square, 16));
    if (width > 2) sum = f32x4.add(sum, v128.load(square, 32));
    if (width > 3) sum = f32x4.add(sum, v128.load(square, 48));
    square += LINE;
  }
  return sum;
}
