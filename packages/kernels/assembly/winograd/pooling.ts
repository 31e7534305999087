// Winograd's way where 2x2 max pooling follows a relu: what is pooled is never written, neither the outputs nor, on the way
// back, their gradient. What is kept instead is the index of each window's largest output: 0 to 3, row by row, or NOWHERE.
import { ConvShape } from '../conv2d/conv-shape';
import { larger } from '../pooling/max-pool';
import { planeBytes } from './planes';
import { Tiles, lookAt } from './tiles';
import { SQUARE_BYTES, transformOutput } from './transforms';

/** Place of the largest where relu left nothing. */
const NOWHERE: i32 = 4;
/** Bytes of a line of a tile's outputs: four vectors. */
export const LINE: usize = 4 * 16;

/** Bytes of the pooled images, of which there are 2x2 windows that fit. */
export function pooledBytes(shape: ConvShape): usize {
  return <usize>(shape.batch * (shape.outHeight >> 1) * (shape.outWidth >> 1) * shape.outChannels) << 2;
}

// Of the tile's first window among all pooled pixels.
// @ts-ignore: decorator
@inline
function firstWindow(shape: ConvShape, tiles: Tiles): usize {
  return <usize>((tiles.item * (shape.outHeight >> 1) + (tiles.top >> 1)) * (shape.outWidth >> 1) + (tiles.left >> 1));
}

/** The block's products transformed back to outputs, with bias and relu, of which the windows' largest and their indices are kept. */
export function planesToPooled(
  shape: ConvShape, tiles: Tiles, planes: usize, bias: usize, pooled: usize, indices: usize, scratch: usize,
): void {
  const plane = planeBytes(shape.outChannels, tiles.maxTiles), square = scratch + SQUARE_BYTES, floor = f32x4.splat(0);
  const channels = <usize>shape.outChannels, line = <usize>(shape.outWidth >> 1) * channels;
  for (let index = 0; index < tiles.count; index++) {
    lookAt(tiles, index);
    const rows = tiles.rows, columns = tiles.columns;
    const height = min(shape.outHeight - tiles.top, rows) >> 1, width = min(shape.outWidth - tiles.left, columns) >> 1;
    const first = firstWindow(shape, tiles) * channels;
    for (let channel: usize = 0; channel < channels; channel += 4) {
      const b = bias ? v128.load(bias + (channel << 2)) : f32x4.splat(-0.0);
      transformOutput(rows, columns, planes + (channel << 2), plane, b, floor, square, LINE, 16, scratch);
      for (let y = 0; y < height; y++) {
        const at = first + channel + <usize>y * line, from = square + <usize>y * 2 * LINE;
        if (width > 0) poolWindow(from, pooled + (at << 2), indices + at);
        if (width > 1) poolWindow(from + 32, pooled + (at + channels << 2), indices + at + channels);
      }
    }
    planes += channels << 2;
  }
}

// @ts-ignore: decorator
@inline
function poolWindow(from: usize, to: usize, indices: usize): void {
  const a = v128.load(from), b = v128.load(from, 16), c = v128.load(from + LINE), d = v128.load(from + LINE, 16);
  const none = f32x4.splat(0);
  const ofA = larger(none, a), ofB = larger(ofA, b), ofC = larger(ofB, c);
  // The last that was larger than all before it.
  let index = v128.bitselect(i32x4.splat(0), i32x4.splat(NOWHERE), f32x4.gt(a, none));
  index = v128.bitselect(i32x4.splat(1), index, f32x4.gt(b, ofA));
  index = v128.bitselect(i32x4.splat(2), index, f32x4.gt(c, ofB));
  index = v128.bitselect(i32x4.splat(3), index, f32x4.gt(d, ofC));
  v128.store(to, larger(larger(larger(larger(f32x4.splat(-Infinity), a), b), c), d));
  v128.store_lane<u32>(indices, v128.shuffle<u8>(index, index, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12), 0);
}

/**
 * The gradients by a tile's outputs, four channels of them, to a square of 4x4 vectors, of which those that belong to no
 * window are left as they are; `gradient` is the pooled images'.
 */
// @ts-ignore: decorator
@inline
export function unpoolTile(
  shape: ConvShape, tiles: Tiles, gradient: usize, indices: usize, channel: usize, height: i32, width: i32, square: usize,
): void {
  const channels = <usize>shape.outChannels, line = <usize>(shape.outWidth >> 1) * channels;
  let at = firstWindow(shape, tiles) * channels + channel;
  for (let y = 0; y < height >> 1; y++) {
    if (width > 1) unpoolWindow(gradient + (at << 2), indices + at, square);
    if (width > 3) unpoolWindow(gradient + (at + channels << 2), indices + at + channels, square + 32);
    at += line;
    square += 2 * LINE;
  }
}

// @ts-ignore: decorator
@inline
function unpoolWindow(from: usize, indices: usize, to: usize): void {
  const gradient = v128.load(from), index = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(indices)));
  v128.store(to, v128.and(gradient, i32x4.eq(index, i32x4.splat(0))));
  v128.store(to, v128.and(gradient, i32x4.eq(index, i32x4.splat(1))), 16);
  v128.store(to + LINE, v128.and(gradient, i32x4.eq(index, i32x4.splat(2))));
  v128.store(to + LINE, v128.and(gradient, i32x4.eq(index, i32x4.splat(3))), 16);
}
