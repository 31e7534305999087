// 3x3 convolutions with stride 1 by Winograd's F(4x4, 3x3): 36 products a tile instead of 144. The images are cut into
// tiles of 4x4 outputs; block after block of tiles is transformed, multiplied position by position, transformed back.
// The maps are in winograd-transforms.ts, the tiles' ways in and out in winograd-planes.ts; conv2d.ts decides when this
// way is taken.
import { ConvShape } from './conv-shape';
import { addFloats, copyFloats, zeroFloats } from './floats';
import { rowsTimesPanels, writeTile } from './gemm';
import { TILE_COLUMNS, TILE_ROWS, columnsTimesPanel } from './tile';
import { filterBytes, filtersToPanels, filtersToTransposedPanels, panelsBytes, sumsBytes, sumsToFilterGradient } from './winograd-filters';
import {
  BLOCK_TILES, POSITIONS, imageToPlanes, outputGradientToPlanes, planeBytes, planesToImageGradient, planesToOutput, tilesOf,
} from './winograd-planes';
import { SQUARE_BYTES } from './winograd-transforms';

const BUFFERS_BYTES: usize = 3 * SQUARE_BYTES;

/** Whether a convolution can take this way, and gains by it. */
export function suitsWinograd(shape: ConvShape): bool {
  const square = shape.filterHeight == 3 && shape.filterWidth == 3;
  const dense = shape.strideHeight == 1 && shape.strideWidth == 1 && shape.dilationHeight == 1 && shape.dilationWidth == 1;
  const channels = (shape.inChannels & 3) == 0 && (shape.outChannels & 3) == 0 && shape.inChannels >= 16 && shape.outChannels >= 16;
  // Not by the batch, so that a plan's last, shorter micro-batch goes the same way, in the same scratch memory.
  return square && dense && channels && shape.outHeight > 4 && shape.outWidth > 4;
}

/** Scratch bytes of the three functions below. */
export function winogradScratchBytes(shape: ConvShape): usize {
  const planes = planeBytes(shape.inChannels) + planeBytes(shape.outChannels);
  return BUFFERS_BYTES + <usize>POSITIONS * planes + 2 * filterBytes(shape) + (<usize>shape.outChannels << 2);
}

/** output = activation(A' [ U * (B' image B) ] A + bias). */
export function winogradForward(
  shape: ConvShape, image: usize, filter: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  const inPlane = planeBytes(shape.inChannels), outPlane = planeBytes(shape.outChannels);
  const planesIn = scratch + BUFFERS_BYTES, planesOut = planesIn + <usize>POSITIONS * inPlane;
  const panels = planesOut + <usize>POSITIONS * outPlane;
  filtersToPanels(shape, filter, panels, scratch);
  const tiles = tilesOf(shape);
  for (let first = 0; first < tiles; first += BLOCK_TILES) {
    const count = min(tiles - first, BLOCK_TILES);
    imageToPlanes(shape, image, first, count, planesIn, scratch);
    multiplyPlanes(count, shape.inChannels, shape.outChannels, planesIn, inPlane, panels, planesOut, outPlane, scratch);
    planesToOutput(shape, planesOut, first, count, bias, activation, output, scratch);
  }
}

/**
 * imageGradient = B [ U * P ] B', tiles overlapping added up; filterGradient (+)= G' [ sum over tiles of (B' image B) * P ] G;
 * where P = A dZ A', and dZ is outputGradient, with relu's gradient taken where `a`, its outputs, is not 0. biasGradient
 * (+)= the sum of dZ. Each of the three gradients may be 0, and is then left out.
 */
export function winogradBackward(
  shape: ConvShape, image: usize, filter: usize, a: usize, outputGradient: usize, imageGradient: usize,
  filterGradient: usize, biasGradient: usize, accumulate: bool, scratch: usize,
): void {
  const inPlane = planeBytes(shape.inChannels), outPlane = planeBytes(shape.outChannels);
  const planesIn = scratch + BUFFERS_BYTES, planesOut = planesIn + <usize>POSITIONS * inPlane;
  const panels = planesOut + <usize>POSITIONS * outPlane, sums = panels + filterBytes(shape);
  const channelSums = sums + filterBytes(shape);
  if (imageGradient) {
    filtersToTransposedPanels(shape, filter, panels, scratch);
    zeroFloats(imageGradient, shape.batch * shape.inHeight * shape.inWidth * shape.inChannels);
  }
  zeroFloats(channelSums, shape.outChannels);
  const tiles = tilesOf(shape);
  for (let first = 0; first < tiles; first += BLOCK_TILES) {
    const count = min(tiles - first, BLOCK_TILES);
    outputGradientToPlanes(shape, outputGradient, a, first, count, planesOut, channelSums, scratch);
    if (filterGradient) {
      imageToPlanes(shape, image, first, count, planesIn, scratch);
      addPlaneProducts(shape, count, planesIn, planesOut, sums, first > 0, scratch);
    }
    if (imageGradient) {
      multiplyPlanes(count, shape.outChannels, shape.inChannels, planesOut, outPlane, panels, planesIn, inPlane, scratch);
      planesToImageGradient(shape, planesIn, first, count, imageGradient, scratch);
    }
  }
  if (filterGradient) sumsToFilterGradient(shape, sums, filterGradient, accumulate, scratch);
  if (!biasGradient) return;
  if (accumulate) addFloats(biasGradient, channelSums, shape.outChannels);
  else copyFloats(biasGradient, channelSums, shape.outChannels);
}

function multiplyPlanes(
  tiles: i32, k: i32, n: i32, from: usize, fromPlane: usize, panels: usize, to: usize, toPlane: usize, scratch: usize,
): void {
  const next = panelsBytes(k, n);
  for (let position = 0; position < POSITIONS; position++) {
    rowsTimesPanels(tiles, n, k, from, <usize>k << 2, panels, to, <usize>n << 2, false, scratch);
    from += fromPlane;
    panels += next;
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
      const b = planesOut + (<usize>column << 2), target = sums + (<usize>column << 2);
      if (columns - column >= TILE_COLUMNS) {
        columnsTimesPanel(rows, tiles, planesIn, aStep, 16, b, bStep, target, bStep, accumulate);
      } else for (let row = 0; row < rows; row += TILE_ROWS) {
        columnsTimesPanel(TILE_ROWS, tiles, planesIn + (<usize>row << 2), aStep, 0, b, bStep, scratch, 32, false);
        writeTile(scratch, target + <usize>row * bStep, bStep, TILE_ROWS, columns - column, accumulate);
      }
    }
    planesIn += inPlane;
    planesOut += outPlane;
    sums += sumsBytes(shape);
  }
}
