// A block of tiles as 36 planes, one for each position of a transformed tile: [36, tiles, channels]. The ways in and out
// of these planes, four channels at a time; that of the output's gradient is in gradient-planes.ts, the products
// between are in winograd.ts.
import { LINEAR, RELU, biasActivation } from '../activation/activation';
import { ConvShape } from '../conv2d/conv-shape';
import { copyFloats, zeroFloats } from '../memory/floats';
import { Tiles, lookAt } from './tiles';
import { SQUARE_BYTES, addInputBack, transformInput, transformOutput } from './transforms';

export const POSITIONS: i32 = 36;
/** Bytes between what belongs to two positions: a power of two apart, they would push each other out of the cache. */
export const SKEW: usize = 64;

/** Bytes from one position's plane of a block to the next's. */
export function planeBytes(channels: i32, blockTiles: i32): usize {
  return (<usize>(blockTiles * channels) << 2) + SKEW;
}

/** Bytes of a tile's input pixels. */
export function patchBytes(shape: ConvShape): usize {
  return <usize>(POSITIONS * shape.inChannels) << 2;
}

/** The input pixels of each of the block's tiles, transformed. `patch` has room for those of one tile. */
export function imageToPlanes(shape: ConvShape, tiles: Tiles, image: usize, planes: usize, patch: usize, scratch: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels, plane = planeBytes(shape.inChannels, tiles.maxTiles);
  for (let index = 0; index < tiles.count; index++) {
    lookAt(tiles, index);
    const rows = tiles.rows, columns = tiles.columns, top = tiles.top - shape.padTop, left = tiles.left - shape.padLeft;
    let from = image + <usize>((tiles.item * shape.inHeight + top) * shape.inWidth + left) * channels, fromLine = line;
    if (top < 0 || left < 0 || top + rows + 2 > shape.inHeight || left + columns + 2 > shape.inWidth) {
      copyPatch(shape, from, top, left, rows + 2, columns + 2, patch);
      from = patch;
      fromLine = <usize>(columns + 2) * channels;
    }
    for (let at: usize = 0; at < channels; at += 16) {
      transformInput(rows, columns, from + at, fromLine, channels, planes + at, plane, scratch);
    }
    planes += channels;
  }
}

// What hangs over the edge is zero.
function copyPatch(shape: ConvShape, corner: usize, top: i32, left: i32, rows: i32, columns: i32, to: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels, toLine = <usize>columns * channels;
  const x0 = min(max(0, -left), columns), x1 = max(x0, min(columns, shape.inWidth - left));
  const before = <usize>x0 * channels, end = <usize>x1 * channels, floats = shape.inChannels;
  for (let y = 0; y < rows; y++) {
    const row = top + y;
    if (row < 0 || row >= shape.inHeight) zeroFloats(to, columns * floats);
    else {
      zeroFloats(to, x0 * floats);
      copyFloats(to + before, corner + <usize>y * line + before, (x1 - x0) * floats);
      zeroFloats(to + end, (columns - x1) * floats);
    }
    to += toLine;
  }
}

/** The block's products transformed back to outputs, with bias and activation. */
export function planesToOutput(
  shape: ConvShape, tiles: Tiles, planes: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  const channels = <usize>shape.outChannels << 2, line = <usize>shape.outWidth * channels, plane = planeBytes(shape.outChannels, tiles.maxTiles);
  const square = scratch + SQUARE_BYTES;
  const isSimple = activation == RELU || activation == LINEAR;
  const floor = f32x4.splat(activation == RELU ? 0 : -Infinity);
  for (let index = 0; index < tiles.count; index++) {
    lookAt(tiles, index);
    const rows = tiles.rows, columns = tiles.columns;
    const height = min(shape.outHeight - tiles.top, rows), width = min(shape.outWidth - tiles.left, columns);
    const corner = output + <usize>((tiles.item * shape.outHeight + tiles.top) * shape.outWidth + tiles.left) * channels;
    const inside = height == rows && width == columns;
    for (let at: usize = 0; at < channels; at += 16) {
      // Zero with a minus leaves even that as it is.
      const b = bias ? v128.load(bias + at) : f32x4.splat(-0.0);
      if (inside) transformOutput(rows, columns, planes + at, plane, b, floor, corner + at, line, channels, scratch);
      else {
        transformOutput(rows, columns, planes + at, plane, b, floor, square, 4 * 16, 16, scratch);
        for (let y = 0; y < height; y++) {
          let from = square + (<usize>(y * 4) << 4), to = corner + at + <usize>y * line;
          for (let x = 0; x < width; x++) {
            v128.store(to, v128.load(from));
            from += 16;
            to += channels;
          }
        }
      }
    }
    // While the tile is still in the cache.
    if (!isSimple) for (let y: usize = 0; y < <usize>height; y++) biasActivation(corner + y * line, width, shape.outChannels, 0, activation);
    planes += channels;
  }
}

/** The block's products transformed back to input gradients, added where tiles overlap. */
export function planesToImageGradient(shape: ConvShape, tiles: Tiles, planes: usize, gradient: usize, scratch: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels, plane = planeBytes(shape.inChannels, tiles.maxTiles);
  for (let index = 0; index < tiles.count; index++) {
    lookAt(tiles, index);
    const rows = tiles.rows, columns = tiles.columns, top = tiles.top - shape.padTop, left = tiles.left - shape.padLeft;
    const corner = gradient + <usize>((tiles.item * shape.inHeight + top) * shape.inWidth + left) * channels;
    const y0 = max(0, -top), x0 = max(0, -left), y1 = min(rows + 2, shape.inHeight - top), x1 = min(columns + 2, shape.inWidth - left);
    for (let at: usize = 0; at < channels; at += 16) {
      addInputBack(rows, columns, planes + at, plane, corner + at, line, channels, y0, y1, x0, x1, scratch);
    }
    planes += channels;
  }
}
