// Convolution of images of few channels without patches: the tiles read the image as it lies in memory, a row of the
// filter at a time. Each sum has the terms of the patch's product in the same order, and so the same bits. Where the
// filter hangs over the edge the image is first copied into zeros. Not here: other convolutions (conv2d.ts).
import { ConvShape, patchLength, patchesArePixels } from './conv-shape';
import { BLOCK_STEPS } from '../gemm/gemm';
import { storeLanes } from '../memory/lanes';
import { packB } from '../gemm/pack';
import { padImage } from '../memory/padded';
import { TILE_COLUMNS, TILE_ROWS, multiplyAdd } from '../gemm/tile';
import { rowsBiasActivation } from '../activation/rows-bias-activation';

/** Output channels from which on it is quicker to pack the image, too, where neighbouring windows overlap and where not. */
const MANY: i32 = 64;
const MANY_STRIDED: i32 = 128;
/** Where things are in the scratch memory, which is gemm's: the packed filter, its widened bias, an image among zeros. */
const BIAS_AT: usize = <usize>(BLOCK_STEPS * MANY_STRIDED) << 2;
const SEEN_AT: usize = BIAS_AT + 4096;
const SEEN_BYTES: usize = 131072;

/** Bytes of output that are finished before bias and activation are, while they are in the first-level cache. */
const BAND_BYTES: usize = 16384;

/** Whether convRows takes the convolution: one that the matrix product would do in one block of unpacked rows. */
export function suitsRows(shape: ConvShape): bool {
  const patch = patchLength(shape);
  return !patchesArePixels(shape) && shape.dilationWidth == 1 && shape.outWidth >= TILE_ROWS && patch > 0 && patch <= BLOCK_STEPS &&
    shape.outChannels < (shape.strideWidth == 1 ? MANY : MANY_STRIDED) && (liesInside(shape) || seenBytes(shape) <= SEEN_BYTES);
}

/** Rows of the part of an image, padding and all, that the filter comes by. */
export function seenRows(shape: ConvShape): i32 {
  return (shape.outHeight - 1) * shape.strideHeight + (shape.filterHeight - 1) * shape.dilationHeight + 1;
}

/** Its columns. */
export function seenColumns(shape: ConvShape): i32 {
  return (shape.outWidth - 1) * shape.strideWidth + shape.filterWidth;
}

/** Its bytes. */
export function seenBytes(shape: ConvShape): usize {
  return <usize>seenRows(shape) * <usize>(seenColumns(shape) * shape.inChannels) << 2;
}

/** Whether it lies in the image, without padding. */
export function liesInside(shape: ConvShape): bool {
  return shape.padTop == 0 && shape.padLeft == 0 && seenRows(shape) <= shape.inHeight &&
    seenColumns(shape) <= shape.inWidth;
}

/** As conv2d, where it suits; scratch as gemm's. */
export function convRows(
  shape: ConvShape, image: usize, filter: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  const inside = liesInside(shape), panels = scratch, wideBias = scratch + BIAS_AT, seen = scratch + SEEN_AT;
  const pixelBytes = <usize>shape.outChannels << 2, rowBytes = <usize>shape.outWidth * pixelBytes;
  const imageBytes = <usize>(shape.inHeight * shape.inWidth) * <usize>shape.inChannels << 2;
  const line = <usize>((inside ? shape.inWidth : seenColumns(shape)) * shape.inChannels) << 2;
  const band = max(1, min(shape.outHeight, <i32>(BAND_BYTES / max(rowBytes, 1))));
  packB(filter, pixelBytes, 4, patchLength(shape), shape.outChannels, panels);
  for (let item = 0; item < shape.batch; item++) {
    if (!inside) copySeen(shape, image, seen);
    let from = inside ? image : seen;
    for (let y = 0; y < shape.outHeight; y += band) {
      const rows = min(band, shape.outHeight - y);
      for (let row = 0; row < rows; row++) {
        oneRow(shape, from, line, panels, output + <usize>row * rowBytes);
        from += <usize>shape.strideHeight * line;
      }
      rowsBiasActivation(output, rows * shape.outWidth, shape.outChannels, bias, activation, wideBias);
      output += <usize>rows * rowBytes;
    }
    image += imageBytes;
  }
}

/** Writes that part, zeros for what hangs over the image's edge. */
export function copySeen(shape: ConvShape, image: usize, to: usize): void {
  padImage(
    image, shape.inHeight, shape.inWidth, shape.inChannels, shape.padTop, shape.padLeft, seenRows(shape), seenColumns(shape), to,
  );
}

function oneRow(shape: ConvShape, from: usize, line: usize, panel: usize, output: usize): void {
  const channels = shape.outChannels, pixel = <usize>(shape.strideWidth * shape.inChannels) << 2;
  pixelsTimesPanels(
    shape.outWidth, channels, shape.filterHeight, shape.filterWidth * shape.inChannels, from, pixel,
    <usize>shape.dilationHeight * line, panel, output, <usize>channels << 2,
  );
}

/**
 * output[count, n] = windows[count, lines, run] panels(B), of count >= 4 windows `pixel` bytes apart, whose lines are `line` bytes
 * apart. B has been packed by packB. From one window's outputs to the next's are `cStride` bytes.
 */
export function pixelsTimesPanels(
  count: i32, n: i32, lines: i32, run: i32, from: usize, pixel: usize, line: usize, panel: usize, output: usize, cStride: usize,
): void {
  const panelBytes = <usize>(lines * run) << 5;
  for (let column = 0; column < n; column += TILE_COLUMNS) {
    const to = output + (<usize>column << 2);
    pixelsTimesPanel(count, min(n - column, TILE_COLUMNS), lines, run, from, pixel, line, panel, to, cStride);
    panel += panelBytes;
  }
}

// Tiles of four pixels; the last reaches back over the one before where less are left.
function pixelsTimesPanel(
  count: i32, width: i32, lines: i32, run: i32, from: usize, pixel: usize, line: usize, panel: usize, output: usize, cStride: usize,
): void {
  const steps = <usize>run << 5, toNextLine = line - (<usize>run << 2), end = panel + steps * <usize>lines;
  const last = count - TILE_ROWS;
  for (let x = 0; x < count; x += TILE_ROWS) {
    const first = min(x, last);
    let a0 = from + <usize>first * pixel, a1 = a0 + pixel, a2 = a1 + pixel, a3 = a2 + pixel;
    let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
    let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
    let step = panel;
    while (step < end) {
      const lineEnd = step + steps;
      while (step < lineEnd) {
        const b0 = v128.load(step), b1 = v128.load(step, 16);
        let x = v128.load_splat<f32>(a0);
        c00 = multiplyAdd(c00, x, b0); c01 = multiplyAdd(c01, x, b1);
        x = v128.load_splat<f32>(a1);
        c10 = multiplyAdd(c10, x, b0); c11 = multiplyAdd(c11, x, b1);
        x = v128.load_splat<f32>(a2);
        c20 = multiplyAdd(c20, x, b0); c21 = multiplyAdd(c21, x, b1);
        x = v128.load_splat<f32>(a3);
        c30 = multiplyAdd(c30, x, b0); c31 = multiplyAdd(c31, x, b1);
        a0 += 4; a1 += 4; a2 += 4; a3 += 4;
        step += 32;
      }
      a0 += toNextLine; a1 += toNextLine; a2 += toNextLine; a3 += toNextLine;
    }
    let c = output + <usize>first * cStride;
    storePart(c, c00, c01, width); c += cStride;
    storePart(c, c10, c11, width); c += cStride;
    storePart(c, c20, c21, width); c += cStride;
    storePart(c, c30, c31, width);
  }
}

// @ts-ignore: decorator
@inline
function storePart(c: usize, left: v128, right: v128, width: i32): void {
  if (width == TILE_COLUMNS) {
    v128.store(c, left);
    v128.store(c, right, 16);
  } else {
    storeLanes(c, left, min(width, 4));
    if (width > 4) storeLanes(c + 16, right, width - 4);
  }
}
