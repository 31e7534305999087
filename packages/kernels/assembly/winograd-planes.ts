// A block of tiles as 36 planes, one for each position of a transformed tile: [36, tiles, channels]. The ways in and out
// of these planes, four channels at a time. The products between are in winograd.ts.
import { LINEAR, RELU, biasActivation } from './activation';
import { ConvShape } from './conv-shape';
import { zeroFloats } from './floats';
import { SQUARE_BYTES, addInputBack, transformInput, transformOutput, transformOutputBack } from './winograd-transforms';

const OUT: i32 = 4;
const IN: i32 = 6;
export const POSITIONS: i32 = 36;
/** Tiles in a block: its transforms then stay in the second-level cache. */
export const BLOCK_TILES: i32 = 32;
/** Bytes between what belongs to two positions: a power of two apart, they would push each other out of the cache. */
export const SKEW: usize = 64;

function tileRows(shape: ConvShape): i32 {
  return (shape.outHeight + OUT - 1) / OUT;
}

function tileColumns(shape: ConvShape): i32 {
  return (shape.outWidth + OUT - 1) / OUT;
}

/** Tiles of the whole batch. */
export function tilesOf(shape: ConvShape): i32 {
  return shape.batch * tileRows(shape) * tileColumns(shape);
}

/** Bytes from one position's plane of a block to the next's. */
export function planeBytes(channels: i32): usize {
  return (<usize>(BLOCK_TILES * channels) << 2) + SKEW;
}

/** Input pixels 6x6 of each tile, transformed. */
export function imageToPlanes(shape: ConvShape, image: usize, first: i32, count: i32, planes: usize, scratch: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels, plane = planeBytes(shape.inChannels);
  const perRow = tileColumns(shape), perItem = tileRows(shape) * perRow;
  const square = scratch + SQUARE_BYTES;
  for (let tile = first; tile < first + count; tile++) {
    const item = tile / perItem, top = tile % perItem / perRow * OUT - shape.padTop, left = tile % perRow * OUT - shape.padLeft;
    const corner = image + <usize>((item * shape.inHeight + top) * shape.inWidth + left) * channels;
    const y0 = max(0, -top), x0 = max(0, -left), y1 = min(IN, shape.inHeight - top), x1 = min(IN, shape.inWidth - left);
    const inside = y0 == 0 && x0 == 0 && y1 == IN && x1 == IN;
    // What hangs over the edge is zero, for every channel.
    if (!inside) zeroFloats(square, IN * IN * 4);
    for (let at: usize = 0; at < channels; at += 16) {
      if (inside) transformInput(corner + at, line, channels, planes + at, plane, scratch);
      else {
        for (let y = y0; y < y1; y++) {
          let from = corner + at + <usize>y * line + <usize>x0 * channels, to = square + (<usize>(y * IN + x0) << 4);
          for (let x = x0; x < x1; x++) {
            v128.store(to, v128.load(from));
            from += channels;
            to += 16;
          }
        }
        transformInput(square, IN * 16, 16, planes + at, plane, scratch);
      }
    }
    planes += channels;
  }
}

// Zero where relu's output, if `a` has those, is.
// @ts-ignore: decorator
@inline
function gradientAt(from: usize, a: usize, toA: usize): v128 {
  const gradient = v128.load(from);
  return a ? v128.and(gradient, f32x4.gt(v128.load(from + toA), f32x4.splat(0))) : gradient;
}

/**
 * Output gradients 4x4 of each tile, transformed; those past the edge are zero. Where `a` is not 0 it holds the outputs of
 * a relu, whose gradient is taken on the way. Adds each channel's gradients to `channelSums`.
 */
export function outputGradientToPlanes(
  shape: ConvShape, gradient: usize, a: usize, first: i32, count: i32, planes: usize, channelSums: usize, scratch: usize,
): void {
  const channels = <usize>shape.outChannels << 2, line = <usize>shape.outWidth * channels, plane = planeBytes(shape.outChannels);
  const perRow = tileColumns(shape), perItem = tileRows(shape) * perRow;
  const square = scratch + SQUARE_BYTES, toA = a - gradient;
  for (let tile = first; tile < first + count; tile++) {
    const item = tile / perItem, top = tile % perItem / perRow * OUT, left = tile % perRow * OUT;
    const height = min(shape.outHeight - top, OUT), width = min(shape.outWidth - left, OUT);
    const corner = gradient + <usize>((item * shape.outHeight + top) * shape.outWidth + left) * channels;
    if (height < OUT || width < OUT) zeroFloats(square, OUT * OUT * 4);
    for (let at: usize = 0; at < channels; at += 16) {
      let sum = v128.load(channelSums + at);
      for (let y = 0; y < height; y++) {
        let from = corner + at + <usize>y * line, to = square + (<usize>(y * OUT) << 4);
        if (width == OUT) {
          const g0 = gradientAt(from, a, toA), g1 = gradientAt(from + channels, a, toA);
          const g2 = gradientAt(from + 2 * channels, a, toA), g3 = gradientAt(from + 3 * channels, a, toA);
          sum = f32x4.add(f32x4.add(f32x4.add(f32x4.add(sum, g0), g1), g2), g3);
          v128.store(to, g0); v128.store(to, g1, 16); v128.store(to, g2, 32); v128.store(to, g3, 48);
        } else for (let x = 0; x < width; x++) {
          const g = gradientAt(from, a, toA);
          sum = f32x4.add(sum, g);
          v128.store(to, g);
          from += channels;
          to += 16;
        }
      }
      v128.store(channelSums + at, sum);
      transformOutputBack(square, OUT * 16, 16, planes + at, plane, scratch);
    }
    planes += channels;
  }
}

/** Products transformed back to 4x4 outputs, with bias and activation. */
export function planesToOutput(
  shape: ConvShape, planes: usize, first: i32, count: i32, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  const channels = <usize>shape.outChannels << 2, line = <usize>shape.outWidth * channels, plane = planeBytes(shape.outChannels);
  const perRow = tileColumns(shape), perItem = tileRows(shape) * perRow;
  const square = scratch + SQUARE_BYTES;
  const isSimple = activation == RELU || activation == LINEAR;
  const floor = f32x4.splat(activation == RELU ? 0 : -Infinity);
  for (let tile = first; tile < first + count; tile++) {
    const item = tile / perItem, top = tile % perItem / perRow * OUT, left = tile % perRow * OUT;
    const height = min(shape.outHeight - top, OUT), width = min(shape.outWidth - left, OUT);
    const corner = output + <usize>((item * shape.outHeight + top) * shape.outWidth + left) * channels;
    for (let at: usize = 0; at < channels; at += 16) {
      const b = bias ? v128.load(bias + at) : f32x4.splat(-0.0);
      if (height == OUT && width == OUT) transformOutput(planes + at, plane, b, floor, corner + at, line, channels, scratch);
      else {
        transformOutput(planes + at, plane, b, floor, square, OUT * 16, 16, scratch);
        for (let y = 0; y < height; y++) {
          let from = square + (<usize>(y * OUT) << 4), to = corner + at + <usize>y * line;
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

/** Products transformed back to 6x6 input gradients, added where tiles overlap. */
export function planesToImageGradient(shape: ConvShape, planes: usize, first: i32, count: i32, gradient: usize, scratch: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels, plane = planeBytes(shape.inChannels);
  const perRow = tileColumns(shape), perItem = tileRows(shape) * perRow;
  const square = scratch + SQUARE_BYTES;
  for (let tile = first; tile < first + count; tile++) {
    const item = tile / perItem, top = tile % perItem / perRow * OUT - shape.padTop, left = tile % perRow * OUT - shape.padLeft;
    const corner = gradient + <usize>((item * shape.inHeight + top) * shape.inWidth + left) * channels;
    const y0 = max(0, -top), x0 = max(0, -left), y1 = min(IN, shape.inHeight - top), x1 = min(IN, shape.inWidth - left);
    for (let at: usize = 0; at < channels; at += 16) {
      addInputBack(planes + at, plane, corner + at, line, channels, y0, y1, x0, x1, scratch);
    }
    planes += channels;
  }
}
