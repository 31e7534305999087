// 3x3 convolutions with stride 1 by Winograd's F(4x4, 3x3): 36 products a tile instead of 144. The images are cut into
// tiles of 4x4 outputs (tiles.ts); block after block of them is transformed, multiplied position by position,
// transformed back (planes.ts, filters.ts). conv2d.ts decides when this way is taken.
import { ConvShape } from '../conv2d/conv-shape';
import { rowsTimesPanels, writeTile } from '../gemm/gemm';
import { TILE_COLUMNS, TILE_ROWS, columnsTimesPanel } from '../gemm/tile';
import { addFloats, copyFloats, zeroFloats } from '../memory/floats';
import {
  filterBytes, filtersToPanels, filtersToTransposedPanels, panelsBytes, sumsBytes, sumsToFilterGradient,
} from './filters';
import { outputGradientToPlanes } from './gradient-planes';
import { POSITIONS, imageToPlanes, patchBytes, planeBytes, planesToImageGradient, planesToOutput } from './planes';
import { planesToPooled, pooledBytes } from './pooling';
import { TILES_BYTES, Tiles, beginTiles, blockTiles, blocksOf, endWith, firstWith, itemsUpTo, nextTiles } from './tiles';
import { SQUARE_BYTES } from './transforms';

const CACHE_LINE: usize = 64;
/** Bytes of a Prefetch. */
const PREFETCH_BYTES: usize = 16;
const TILES_AT: usize = 3 * SQUARE_BYTES;
const PREFETCH_AT: usize = TILES_AT + TILES_BYTES;
// Three of them at the most, and what is left of their cache line.
const BUFFERS_BYTES: usize = PREFETCH_AT + 4 * PREFETCH_BYTES;

/** Whether a convolution can take this way, and gains by it. */
export function suitsWinograd(shape: ConvShape): bool {
  const square = shape.filterHeight == 3 && shape.filterWidth == 3;
  const dense = shape.strideHeight == 1 && shape.strideWidth == 1 && shape.dilationHeight == 1 && shape.dilationWidth == 1;
  const channels = (shape.inChannels & 3) == 0 && (shape.outChannels & 3) == 0 && shape.inChannels >= 16 && shape.outChannels >= 16;
  // Not by the batch, so that a plan's last, shorter micro-batch goes the same way, in the same scratch memory.
  return square && dense && channels && shape.outHeight > 1 && shape.outWidth > 1;
}

/** Scratch bytes of the two functions below. */
export function winogradScratchBytes(shape: ConvShape): usize {
  const maxTiles = blockTiles(shape), planes = planeBytes(shape.inChannels, maxTiles) + planeBytes(shape.outChannels, maxTiles);
  return BUFFERS_BYTES + <usize>POSITIONS * planes + 2 * filterBytes(shape) + patchBytes(shape) + (<usize>shape.outChannels << 2);
}

/**
 * output = activation(A' [ U * (B' image B) ] A + bias). Where `indices` is not 0 the activation is relu, and `output` and
 * `indices` are those of the 2x2 max pooling that follows (pooling.ts).
 */
export function winogradForward(
  shape: ConvShape, image: usize, filter: usize, bias: usize, activation: i32, output: usize, indices: usize, scratch: usize,
): void {
  const maxTiles = blockTiles(shape), planesIn = scratch + BUFFERS_BYTES;
  const planesOut = planesIn + <usize>POSITIONS * planeBytes(shape.inChannels, maxTiles);
  const panels = planesOut + <usize>POSITIONS * planeBytes(shape.outChannels, maxTiles);
  const patch = panels + filterBytes(shape);
  filtersToPanels(shape, filter, panels, scratch);
  const tiles = changetype<Tiles>(scratch + TILES_AT), blocks = blocksOf(shape);
  const ofImage = beginPrefetch(scratch + PREFETCH_AT, image, inBytes(shape), blocks);
  const ofOutput = beginPrefetch(scratch + PREFETCH_AT + PREFETCH_BYTES, output, indices ? pooledBytes(shape) : outBytes(shape), blocks);
  for (beginTiles(tiles, shape); tiles.count > 0; nextTiles(tiles, shape)) {
    prefetchNext(ofImage);
    imageToPlanes(shape, tiles, image, planesIn, patch, scratch);
    multiplyPlanes(tiles, shape.inChannels, shape.outChannels, planesIn, panels, planesOut, scratch);
    prefetchNext(ofOutput);
    if (indices) planesToPooled(shape, tiles, planesOut, bias, output, indices, scratch);
    else planesToOutput(shape, tiles, planesOut, bias, activation, output, scratch);
  }
}

/**
 * imageGradient = B [ U * P ] B', tiles overlapping added up; filterGradient (+)= G' [ sum over tiles of (B' image B) * P ] G;
 * where P = A dZ A', and dZ is outputGradient, with relu's gradient taken where `a`, its outputs, is not 0. Where `indices` is
 * not 0, outputGradient is that of the pooled images (pooling.ts), and `a` is to be 0. biasGradient (+)= the sum of
 * dZ. Each of the three gradients may be 0, and is then left out.
 */
export function winogradBackward(
  shape: ConvShape, image: usize, filter: usize, a: usize, indices: usize, outputGradient: usize, imageGradient: usize,
  filterGradient: usize, biasGradient: usize, accumulate: bool, scratch: usize,
): void {
  const maxTiles = blockTiles(shape), planesIn = scratch + BUFFERS_BYTES;
  const planesOut = planesIn + <usize>POSITIONS * planeBytes(shape.inChannels, maxTiles);
  const panels = planesOut + <usize>POSITIONS * planeBytes(shape.outChannels, maxTiles), sums = panels + filterBytes(shape);
  const patch = sums + filterBytes(shape), channelSums = patch + patchBytes(shape);
  if (imageGradient) filtersToTransposedPanels(shape, filter, panels, scratch);
  zeroFloats(channelSums, shape.outChannels);
  const tiles = changetype<Tiles>(scratch + TILES_AT), blocks = blocksOf(shape);
  const ofImage = beginPrefetch(scratch + PREFETCH_AT, image, inBytes(shape), blocks);
  const ofGradient = beginPrefetch(
    scratch + PREFETCH_AT + PREFETCH_BYTES, outputGradient, indices ? pooledBytes(shape) : outBytes(shape), blocks,
  );
  const ofOutput = beginPrefetch(scratch + PREFETCH_AT + 2 * PREFETCH_BYTES, a, a ? outBytes(shape) : 0, blocks);
  let isFirst = true, zeroed = 0;
  for (beginTiles(tiles, shape); tiles.count > 0; nextTiles(tiles, shape)) {
    prefetchNext(ofGradient);
    prefetchNext(ofOutput);
    outputGradientToPlanes(shape, tiles, outputGradient, indices, a, planesOut, channelSums, scratch);
    if (filterGradient) {
      prefetchNext(ofImage);
      imageToPlanes(shape, tiles, image, planesIn, patch, scratch);
      addPlaneProducts(shape, tiles, planesIn, planesOut, sums, !isFirst, scratch);
    }
    if (imageGradient) {
      multiplyPlanes(tiles, shape.outChannels, shape.inChannels, planesOut, panels, planesIn, scratch);
      // Not all at once: what is zeroed is added to while it is in the cache.
      const items = itemsUpTo(tiles);
      zeroItems(shape, imageGradient, zeroed, items);
      zeroed = items;
      planesToImageGradient(shape, tiles, planesIn, imageGradient, scratch);
    }
    isFirst = false;
  }
  if (filterGradient) sumsToFilterGradient(shape, sums, filterGradient, accumulate, scratch);
  if (!biasGradient) return;
  if (accumulate) addFloats(biasGradient, channelSums, shape.outChannels);
  else copyFloats(biasGradient, channelSums, shape.outChannels);
}

function inBytes(shape: ConvShape): usize {
  return <usize>(shape.batch * shape.inHeight * shape.inWidth * shape.inChannels) << 2;
}

function outBytes(shape: ConvShape): usize {
  return <usize>(shape.batch * shape.outHeight * shape.outWidth * shape.outChannels) << 2;
}

function zeroItems(shape: ConvShape, image: usize, first: i32, end: i32): void {
  const floats = shape.inHeight * shape.inWidth * shape.inChannels;
  zeroFloats(image + (<usize>(first * floats) << 2), (end - first) * floats);
}

function multiplyPlanes(tiles: Tiles, k: i32, n: i32, from: usize, panels: usize, to: usize, scratch: usize): void {
  const row = <usize>k << 2, toRow = <usize>n << 2;
  const fromPlane = planeBytes(k, tiles.maxTiles), toPlane = planeBytes(n, tiles.maxTiles), next = panelsBytes(k, n);
  for (let position = 0; position < POSITIONS; position++) {
    const first = firstWith(tiles, position), count = endWith(tiles, position) - first;
    // Whole tiles of the product: the rows beyond are the plane's own, and not looked at.
    const rows = min(count + 3 & ~3, tiles.maxTiles - first);
    rowsTimesPanels(rows, n, k, from + <usize>first * row, row, panels, to + <usize>first * toRow, toRow, false, scratch);
    from += fromPlane;
    panels += next;
    to += toPlane;
  }
}

function addPlaneProducts(
  shape: ConvShape, tiles: Tiles, planesIn: usize, planesOut: usize, sums: usize, accumulate: bool, scratch: usize,
): void {
  const rows = shape.inChannels, columns = shape.outChannels;
  const aStep = <usize>rows << 2, bStep = <usize>columns << 2;
  const inPlane = planeBytes(rows, tiles.maxTiles), outPlane = planeBytes(columns, tiles.maxTiles);
  for (let position = 0; position < POSITIONS; position++) {
    const first = firstWith(tiles, position), count = endWith(tiles, position) - first;
    const a = planesIn + <usize>first * aStep, panel = planesOut + <usize>first * bStep;
    for (let column = 0; column < columns; column += TILE_COLUMNS) {
      const b = panel + (<usize>column << 2), target = sums + (<usize>column << 2);
      if (columns - column >= TILE_COLUMNS) {
        columnsTimesPanel(rows, count, a, aStep, b, bStep, target, bStep, accumulate);
      } else for (let row = 0; row < rows; row += TILE_ROWS) {
        columnsTimesPanel(TILE_ROWS, count, a + (<usize>row << 2), aStep, b, bStep, scratch, 32, false);
        writeTile(scratch, target + <usize>row * bStep, bStep, TILE_ROWS, columns - column, accumulate);
      }
    }
    planesIn += inPlane;
    planesOut += outPlane;
    sums += sumsBytes(shape);
  }
}

// WebAssembly has no prefetch instruction. Reading one word of a cache line has the same effect, and independent reads wait
// for memory together: once for many lines, where the arithmetic that needs them would wait for each line in turn.

/** A range of memory that is prefetched in equal parts. */
@unmanaged
class Prefetch {
  at: usize;
  end: usize;
  partBytes: usize;
  /** The words read, combined: stored so that no compiler removes the reads. */
  seen: i32;
}

/** Prepares to prefetch `bytes` from `start` in `parts` parts; the record is written to `address`. */
function beginPrefetch(address: usize, start: usize, bytes: usize, parts: i32): Prefetch {
  const prefetched = changetype<Prefetch>(address);
  prefetched.partBytes = (bytes / <usize>parts & ~(CACHE_LINE - 1)) + CACHE_LINE;
  prefetched.at = start;
  prefetched.end = start + bytes;
  return prefetched;
}

/** Reads a word of each cache line of the next part. */
function prefetchNext(prefetched: Prefetch): void {
  const end = min(prefetched.at + prefetched.partBytes, prefetched.end);
  let at = prefetched.at, seen = 0;
  for (; at < end; at += CACHE_LINE) seen |= load<i32>(at);
  prefetched.at = at;
  prefetched.seen = seen;
}
