// 3x3 convolutions with stride 1 by Winograd's F(4x4, 3x3): 36 products a tile instead of 144. The images are cut into
// tiles of 4x4 outputs; block after block of tiles is transformed, multiplied position by position, transformed back.
// The maps are in winograd-transforms.ts; conv2d.ts decides when this way is taken.
import { biasActivation } from './activation';
import { ConvShape } from './conv-shape';
import { zeroFloats } from './floats';
import { rowsTimesPanels, writeTile } from './gemm';
import { packB } from './pack';
import { TILE_COLUMNS, TILE_ROWS, tileOfColumns } from './tile';
import {
  SQUARE_BYTES, transformFilter, transformFilterBack, transformInput, transformInputBack, transformOutput,
  transformOutputBack,
} from './winograd-transforms';

const OUT: i32 = 4;
const IN: i32 = 6;
const POSITIONS: i32 = 36;
/** Tiles in a block: its transforms then stay in the second-level cache. */
const BLOCK_TILES: i32 = 32;
// The 36 planes of a block would otherwise lie a power of two apart, and push each other out of the cache.
const SKEW: usize = 64;
const BUFFERS_BYTES: usize = 3 * SQUARE_BYTES;

/** Whether a convolution can take this way, and gains by it. */
export function suitsWinograd(shape: ConvShape): bool {
  const square = shape.filterHeight == 3 && shape.filterWidth == 3;
  const dense = shape.strideHeight == 1 && shape.strideWidth == 1 && shape.dilationHeight == 1 && shape.dilationWidth == 1;
  const channels = (shape.inChannels & 3) == 0 && (shape.outChannels & 3) == 0 && shape.inChannels >= 16 && shape.outChannels >= 16;
  return square && dense && channels && tilesOf(shape) >= 16 && shape.outHeight >= 4 && shape.outWidth >= 4;
}

function tileRows(shape: ConvShape): i32 {
  return (shape.outHeight + OUT - 1) / OUT;
}

function tileColumns(shape: ConvShape): i32 {
  return (shape.outWidth + OUT - 1) / OUT;
}

function tilesOf(shape: ConvShape): i32 {
  return shape.batch * tileRows(shape) * tileColumns(shape);
}

// Bytes from one position's plane of a block to the next's.
function planeBytes(channels: i32): usize {
  return (<usize>(BLOCK_TILES * channels) << 2) + SKEW;
}

function filterBytes(shape: ConvShape): usize {
  // Panels of eight columns: the last may be part empty, whichever side is in the columns.
  const rounded = (shape.inChannels + 7 & ~7) * (shape.outChannels + 7 & ~7);
  return <usize>(POSITIONS * rounded) << 2;
}

/** Scratch bytes of the three functions below. */
export function winogradScratchBytes(shape: ConvShape): usize {
  const planes = planeBytes(shape.inChannels) + planeBytes(shape.outChannels);
  return BUFFERS_BYTES + <usize>POSITIONS * planes + 3 * filterBytes(shape) + SKEW;
}

/** output = activation(A' [ U * (B' image B) ] A + bias). */
export function winogradForward(
  shape: ConvShape, image: usize, filter: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  const inPlane = planeBytes(shape.inChannels), outPlane = planeBytes(shape.outChannels);
  const planesIn = scratch + BUFFERS_BYTES, planesOut = planesIn + <usize>POSITIONS * inPlane;
  const plain = planesOut + <usize>POSITIONS * outPlane, packed = plain + filterBytes(shape);
  transformAllFilters(shape, filter, plain, scratch);
  const panelBytes = packFilters(plain, shape.inChannels, shape.outChannels, <usize>shape.outChannels << 2, 4, packed);
  const tiles = tilesOf(shape);
  for (let first = 0; first < tiles; first += BLOCK_TILES) {
    const count = min(tiles - first, BLOCK_TILES);
    imageToPlanes(shape, image, first, count, planesIn, scratch);
    multiplyPlanes(count, shape.inChannels, shape.outChannels, planesIn, inPlane, packed, panelBytes, planesOut, outPlane, scratch);
    planesToOutput(shape, planesOut, first, count, bias, activation, output, scratch);
  }
}

/**
 * imageGradient = B [ U * P ] B', tiles overlapping added up; filterGradient (+)= G' [ sum over tiles of (B' image B) * P ] G;
 * where P = A outputGradient A'. Each of the two may be 0, and is then left out.
 */
export function winogradBackward(
  shape: ConvShape, image: usize, filter: usize, outputGradient: usize, imageGradient: usize, filterGradient: usize,
  accumulate: bool, scratch: usize,
): void {
  const inPlane = planeBytes(shape.inChannels), outPlane = planeBytes(shape.outChannels);
  const planesIn = scratch + BUFFERS_BYTES, planesOut = planesIn + <usize>POSITIONS * inPlane;
  const plain = planesOut + <usize>POSITIONS * outPlane, packed = plain + filterBytes(shape), sums = packed + filterBytes(shape);
  let panelBytes: usize = 0;
  if (imageGradient) {
    transformAllFilters(shape, filter, plain, scratch);
    panelBytes = packFilters(plain, shape.outChannels, shape.inChannels, 4, <usize>shape.outChannels << 2, packed);
    zeroFloats(imageGradient, shape.batch * shape.inHeight * shape.inWidth * shape.inChannels);
  }
  const tiles = tilesOf(shape);
  for (let first = 0; first < tiles; first += BLOCK_TILES) {
    const count = min(tiles - first, BLOCK_TILES);
    outputGradientToPlanes(shape, outputGradient, first, count, planesOut, scratch);
    if (filterGradient) {
      imageToPlanes(shape, image, first, count, planesIn, scratch);
      addPlaneProducts(shape, count, planesIn, planesOut, sums, first > 0, scratch);
    }
    if (imageGradient) {
      multiplyPlanes(count, shape.outChannels, shape.inChannels, planesOut, outPlane, packed, panelBytes, planesIn, inPlane, scratch);
      planesToImageGradient(shape, planesIn, first, count, imageGradient, scratch);
    }
  }
  if (filterGradient) sumsToFilterGradient(shape, sums, filterGradient, accumulate, scratch);
}

// The transformed filters: [36, inChannels, outChannels].
function transformAllFilters(shape: ConvShape, filter: usize, to: usize, buffer: usize): void {
  const tap = <usize>(shape.inChannels * shape.outChannels) << 2;
  for (let at: usize = 0; at < tap; at += 16) transformFilter(filter + at, 3 * tap, tap, to + at, tap, buffer);
}

function sumsToFilterGradient(
  shape: ConvShape, sums: usize, filterGradient: usize, accumulate: bool, buffer: usize,
): void {
  const tap = <usize>(shape.inChannels * shape.outChannels) << 2;
  const square = buffer + SQUARE_BYTES;
  for (let at: usize = 0; at < tap; at += 16) {
    transformFilterBack(sums + at, tap, square, 48, 16, buffer);
    for (let index: usize = 0; index < 9; index++) {
      const target = filterGradient + at + index * tap, value = v128.load(square + index * 16);
      v128.store(target, accumulate ? f32x4.add(v128.load(target), value) : value);
    }
  }
}

// Packs each position's [k, n] matrix; gives the bytes of one.
function packFilters(plain: usize, k: i32, n: i32, rowStride: usize, columnStride: usize, to: usize): usize {
  const matrixBytes = <usize>(k * n) << 2;
  const panelBytes = <usize>(k * (n + 7 & ~7)) << 2;
  for (let position: usize = 0; position < <usize>POSITIONS; position++) {
    packB(plain + position * matrixBytes, rowStride, columnStride, k, n, to + position * panelBytes);
  }
  return panelBytes;
}

function multiplyPlanes(
  tiles: i32, k: i32, n: i32, from: usize, fromPlane: usize, packed: usize, panelBytes: usize, to: usize, toPlane: usize,
  scratch: usize,
): void {
  for (let position = 0; position < POSITIONS; position++) {
    rowsTimesPanels(tiles, n, k, from, <usize>k << 2, packed, to, <usize>n << 2, false, scratch);
    from += fromPlane;
    packed += panelBytes;
    to += toPlane;
  }
}

function addPlaneProducts(
  shape: ConvShape, tiles: i32, planesIn: usize, planesOut: usize, sums: usize, accumulate: bool, scratch: usize,
): void {
  const rows = shape.inChannels, columns = shape.outChannels;
  const aStep = <usize>rows << 2, bStep = <usize>columns << 2;
  const inPlane = planeBytes(rows), outPlane = planeBytes(columns);
  for (let position = 0; position < POSITIONS; position++) {
    for (let column = 0; column < columns; column += TILE_COLUMNS) {
      const width = min(columns - column, TILE_COLUMNS);
      const b = planesOut + (<usize>column << 2);
      for (let row = 0; row < rows; row += TILE_ROWS) {
        const target = sums + (<usize>(row * columns + column) << 2);
        if (width == TILE_COLUMNS) tileOfColumns(tiles, planesIn + (<usize>row << 2), aStep, b, bStep, target, bStep, accumulate);
        else {
          tileOfColumns(tiles, planesIn + (<usize>row << 2), aStep, b, bStep, scratch, 32, false);
          writeTile(scratch, target, bStep, TILE_ROWS, width, accumulate);
        }
      }
    }
    planesIn += inPlane;
    planesOut += outPlane;
    sums += <usize>(rows * columns) << 2;
  }
}

// Input pixels 6x6 of each tile, transformed.
function imageToPlanes(shape: ConvShape, image: usize, first: i32, count: i32, planes: usize, scratch: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels, plane = planeBytes(shape.inChannels);
  const perRow = tileColumns(shape), perItem = tileRows(shape) * perRow;
  const square = scratch + SQUARE_BYTES;
  for (let tile = first; tile < first + count; tile++) {
    const item = tile / perItem, top = tile % perItem / perRow * OUT - shape.padTop, left = tile % perRow * OUT - shape.padLeft;
    const inside = top >= 0 && left >= 0 && top + IN <= shape.inHeight && left + IN <= shape.inWidth;
    const corner = image + <usize>((item * shape.inHeight + top) * shape.inWidth + left) * channels;
    for (let at: usize = 0; at < channels; at += 16) {
      if (inside) transformInput(corner + at, line, channels, planes + at, plane, scratch);
      else {
        gatherSquare(corner + at, line, channels, IN, top, left, shape.inHeight, shape.inWidth, square);
        transformInput(square, IN * 16, 16, planes + at, plane, scratch);
      }
    }
    planes += channels;
  }
}

// Output gradients 4x4 of each tile, transformed; those past the edge are zero.
function outputGradientToPlanes(shape: ConvShape, gradient: usize, first: i32, count: i32, planes: usize, scratch: usize): void {
  const channels = <usize>shape.outChannels << 2, line = <usize>shape.outWidth * channels, plane = planeBytes(shape.outChannels);
  const perRow = tileColumns(shape), perItem = tileRows(shape) * perRow;
  const square = scratch + SQUARE_BYTES;
  for (let tile = first; tile < first + count; tile++) {
    const item = tile / perItem, top = tile % perItem / perRow * OUT, left = tile % perRow * OUT;
    const inside = top + OUT <= shape.outHeight && left + OUT <= shape.outWidth;
    const corner = gradient + <usize>((item * shape.outHeight + top) * shape.outWidth + left) * channels;
    for (let at: usize = 0; at < channels; at += 16) {
      if (inside) transformOutputBack(corner + at, line, channels, planes + at, plane, scratch);
      else {
        gatherSquare(corner + at, line, channels, OUT, top, left, shape.outHeight, shape.outWidth, square);
        transformOutputBack(square, OUT * 16, 16, planes + at, plane, scratch);
      }
    }
    planes += channels;
  }
}

function planesToOutput(
  shape: ConvShape, planes: usize, first: i32, count: i32, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  const channels = <usize>shape.outChannels << 2, line = <usize>shape.outWidth * channels, plane = planeBytes(shape.outChannels);
  const perRow = tileColumns(shape), perItem = tileRows(shape) * perRow;
  const square = scratch + SQUARE_BYTES;
  for (let tile = first; tile < first + count; tile++) {
    const item = tile / perItem, top = tile % perItem / perRow * OUT, left = tile % perRow * OUT;
    const height = min(shape.outHeight - top, OUT), width = min(shape.outWidth - left, OUT);
    const corner = output + <usize>((item * shape.outHeight + top) * shape.outWidth + left) * channels;
    for (let at: usize = 0; at < channels; at += 16) {
      if (height == OUT && width == OUT) transformOutput(planes + at, plane, corner + at, line, channels, scratch);
      else {
        transformOutput(planes + at, plane, square, OUT * 16, 16, scratch);
        for (let y: usize = 0; y < <usize>height; y++) {
          for (let x: usize = 0; x < <usize>width; x++) v128.store(corner + at + y * line + x * channels, v128.load(square + (y * OUT + x) * 16));
        }
      }
    }
    // While the tile is still in the cache.
    for (let y: usize = 0; y < <usize>height; y++) biasActivation(corner + y * line, width, shape.outChannels, bias, activation);
    planes += channels;
  }
}

function planesToImageGradient(shape: ConvShape, planes: usize, first: i32, count: i32, gradient: usize, scratch: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels, plane = planeBytes(shape.inChannels);
  const perRow = tileColumns(shape), perItem = tileRows(shape) * perRow;
  const square = scratch + SQUARE_BYTES;
  for (let tile = first; tile < first + count; tile++) {
    const item = tile / perItem, top = tile % perItem / perRow * OUT - shape.padTop, left = tile % perRow * OUT - shape.padLeft;
    const corner = gradient + <usize>((item * shape.inHeight + top) * shape.inWidth + left) * channels;
    const y0 = max(0, -top), x0 = max(0, -left), y1 = min(IN, shape.inHeight - top), x1 = min(IN, shape.inWidth - left);
    for (let at: usize = 0; at < channels; at += 16) {
      transformInputBack(planes + at, plane, square, scratch);
      for (let y = y0; y < y1; y++) {
        for (let x = x0; x < x1; x++) {
          const target = corner + at + <usize>y * line + <usize>x * channels;
          v128.store(target, f32x4.add(v128.load(target), v128.load(square + (<usize>(y * IN + x) << 4))));
        }
      }
    }
    planes += channels;
  }
}

// A square of vectors that hangs over the edge, zero outside.
function gatherSquare(
  corner: usize, line: usize, channels: usize, side: i32, top: i32, left: i32, height: i32, width: i32, to: usize,
): void {
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const inside = top + y >= 0 && top + y < height && left + x >= 0 && left + x < width;
      v128.store(to, inside ? v128.load(corner + <usize>y * line + <usize>x * channels) : f32x4.splat(0));
      to += 16;
    }
  }
}
