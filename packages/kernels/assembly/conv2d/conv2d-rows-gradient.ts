// The gradients of convolutions without patches: their products read image and gradient as they lie in memory, among zeros
// where the filter hangs over the edge. The filter's has the bits of conv2d-strips.ts; the image's is a convolution of the
// output's gradient, and where strides leave it gaps, one for each position between them. Forward: conv2d-rows.ts.
import { ConvShape } from './conv-shape';
import { copySeen, liesInside, pixelsTimesPanels, seenBytes, seenColumns } from './conv2d-rows';
import { zeroFloats } from '../memory/floats';
import { packB } from '../gemm/pack';
import { padImage } from '../memory/padded';
import { STRIP } from './im2col';
import { TILE_COLUMNS, TILE_ROWS, multiplyAdd } from '../gemm/tile';

/** Bytes of an image among zeros, up to which it is put there. */
const MOST_BYTES: usize = 262144;
/** What may be read behind the last window: the rest of a tile. */
const SLACK: usize = 16;
/** Address and number of the windows of a row that belong to a strip. */
const SEGMENT_BYTES: usize = 8;
const SEGMENTS_BYTES: usize = SEGMENT_BYTES * <usize>STRIP;

/** Whether rowsFilterGradient takes the convolution. */
export function suitsRowsFilterGradient(shape: ConvShape): bool {
  return shape.dilationWidth == 1 && (shape.outChannels & TILE_COLUMNS - 1) == 0 && shape.outHeight * shape.outWidth >= STRIP &&
    shape.outWidth >= TILE_ROWS && seenBytes(shape) <= MOST_BYTES;
}

// Floats of a row of the filter, in whole tiles.
function paddedRun(shape: ConvShape): i32 {
  return shape.filterWidth * shape.inChannels + 3 & ~3;
}

/** Scratch bytes of rowsFilterGradientStrip and rowsFilterGradientSums. */
export function rowsFilterGradientBytes(shape: ConvShape): usize {
  return SEGMENTS_BYTES + sumsBytes(shape) + 2 * (seenBytes(shape) + SLACK & ~15) + 32;
}

function sumsBytes(shape: ConvShape): usize {
  return <usize>(shape.filterHeight * paddedRun(shape) * shape.outChannels) << 2;
}

/**
 * Adds what windows first .. first + count give to the sums in `scratch`: strip after strip of STRIP windows, from the first on.
 * dz[count, outChannels] is their gradient. Of two images that a strip belongs to, both are kept in `scratch`.
 */
export function rowsFilterGradientStrip(
  shape: ConvShape, image: usize, first: i32, count: i32, dz: usize, scratch: usize,
): void {
  const sums = scratch + SEGMENTS_BYTES, run = paddedRun(shape), channels = shape.outChannels;
  if (first == 0) zeroFloats(sums, shape.filterHeight * run * channels);
  const segments = findSegments(shape, image, first, count, scratch, sums + sumsBytes(shape));
  const line = <usize>shape.dilationHeight * seenLine(shape), bStep = <usize>channels << 2;
  for (let column: usize = 0; column < bStep; column += TILE_COLUMNS << 2) {
    let to = sums + column;
    for (let tap = 0; tap < shape.filterHeight; tap++) {
      const start = <usize>tap * line;
      addSegments(run, scratch, segments, start, <usize>(shape.strideWidth * shape.inChannels) << 2, dz + column, bStep, to);
      to += <usize>run * bStep;
    }
  }
}

/** The sums without what is between them: to[filterHeight, filterWidth * inChannels, outChannels], stored or added. */
export function rowsFilterGradientSums(shape: ConvShape, to: usize, accumulate: bool, scratch: usize): void {
  const floats = shape.filterWidth * shape.inChannels * shape.outChannels, bytes = <usize>floats << 2;
  let from = scratch + SEGMENTS_BYTES;
  for (let tap = 0; tap < shape.filterHeight; tap++) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const sum = v128.load(from + at);
      v128.store(to + at, accumulate ? f32x4.add(v128.load(to + at), sum) : sum);
    }
    from += <usize>(paddedRun(shape) * shape.outChannels) << 2;
    to += bytes;
  }
}

// What is read of a whole tile must lie in the image.
function readsImage(shape: ConvShape): bool {
  return liesInside(shape) && (shape.filterWidth * shape.inChannels & 3) == 0;
}

function seenLine(shape: ConvShape): usize {
  return <usize>((readsImage(shape) ? shape.inWidth : seenColumns(shape)) * shape.inChannels) << 2;
}

// Row by row, the windows of the strip: where the first begins, and how many there are. Returns their end.
function findSegments(shape: ConvShape, image: usize, first: i32, count: i32, segments: usize, seen: usize): usize {
  const pixels = shape.outHeight * shape.outWidth, imageBytes = <usize>(shape.inHeight * shape.inWidth * shape.inChannels) << 2;
  const inPlace = readsImage(shape), line = seenLine(shape), pixel = <usize>(shape.strideWidth * shape.inChannels) << 2;
  const copyBytes = seenBytes(shape) + SLACK & ~15;
  let at = first;
  for (const end = first + count; at < end; ) {
    const item = at / pixels, position = at - item * pixels, y = position / shape.outWidth, x = position - y * shape.outWidth;
    const source = image + <usize>item * imageBytes, copy = seen + <usize>(item & 1) * copyBytes;
    // Strips follow one another, so that the first that sees an image sees its first window.
    if (!inPlace && position == 0) copySeen(shape, source, copy);
    const windows = min(end - at, shape.outWidth - x);
    const from = (inPlace ? source : copy) + <usize>(y * shape.strideHeight) * line + <usize>x * pixel;
    store<usize>(segments, from);
    store<i32>(segments, windows, 4);
    segments += SEGMENT_BYTES;
    at += windows;
  }
  return segments;
}

// sums[rows, 8] += the products of all windows' floats with their gradients. Every sum is finished before it is added.
function addSegments(
  rows: i32, segments: usize, endOfSegments: usize, start: usize, aStep: usize, b: usize, bStep: usize, sums: usize,
): void {
  for (let row = 0; row < rows; row += TILE_ROWS) {
    let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
    let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
    let step = b;
    for (let segment = segments; segment < endOfSegments; segment += SEGMENT_BYTES) {
      let a0 = load<usize>(segment) + start, a1 = a0 + 4, a2 = a0 + 8, a3 = a0 + 12;
      const end = a0 + <usize>load<i32>(segment, 4) * aStep;
      while (a0 < end) {
        const b0 = v128.load(step), b1 = v128.load(step, 16);
        let x = v128.load_splat<f32>(a0);
        c00 = multiplyAdd(c00, x, b0); c01 = multiplyAdd(c01, x, b1);
        x = v128.load_splat<f32>(a1);
        c10 = multiplyAdd(c10, x, b0); c11 = multiplyAdd(c11, x, b1);
        x = v128.load_splat<f32>(a2);
        c20 = multiplyAdd(c20, x, b0); c21 = multiplyAdd(c21, x, b1);
        x = v128.load_splat<f32>(a3);
        c30 = multiplyAdd(c30, x, b0); c31 = multiplyAdd(c31, x, b1);
        a0 += aStep; a1 += aStep; a2 += aStep; a3 += aStep;
        step += bStep;
      }
    }
    addRow(sums, c00, c01); sums += bStep;
    addRow(sums, c10, c11); sums += bStep;
    addRow(sums, c20, c21); sums += bStep;
    addRow(sums, c30, c31); sums += bStep;
    start += 16;
  }
}

// @ts-ignore: decorator
@inline
function addRow(at: usize, left: v128, right: v128): void {
  v128.store(at, f32x4.add(v128.load(at), left));
  v128.store(at, f32x4.add(v128.load(at, 16), right), 16);
}

// Taps of a line of the filter that see the same input from neighbouring outputs, one for each `stride`.
function tapsOf(taps: i32, stride: i32): i32 {
  return (taps + stride - 1) / stride;
}

// How many outputs, those before the first among them, see the inputs of a line.
function seenOutputs(inputs: i32, pad: i32, taps: i32, stride: i32): i32 {
  return (inputs - 1 + pad) / stride + tapsOf(taps, stride);
}

/** Input channels up to which tiles of eight columns would be half empty. */
const FEW: i32 = 4;

/** Whether rowsImageGradient takes the convolution, and gains by it. */
export function suitsRowsImageGradient(shape: ConvShape): bool {
  const overlaps = shape.filterHeight >= shape.strideHeight && shape.filterWidth >= shape.strideWidth;
  return overlaps && shape.inChannels > FEW && shape.dilationHeight == 1 && shape.dilationWidth == 1 &&
    shape.inWidth >= TILE_ROWS * shape.strideWidth && shape.inHeight >= shape.strideHeight && shape.outHeight > 0 && shape.outWidth > 0 && paddedBytes(shape) <= MOST_BYTES;
}

function paddedBytes(shape: ConvShape): usize {
  const rows = seenOutputs(shape.inHeight, shape.padTop, shape.filterHeight, shape.strideHeight);
  const columns = seenOutputs(shape.inWidth, shape.padLeft, shape.filterWidth, shape.strideWidth);
  return <usize>(rows * columns * shape.outChannels) << 2;
}

/** Scratch bytes of rowsImageGradient. */
export function rowsImageGradientBytes(shape: ConvShape): usize {
  const panels = shape.filterHeight * shape.filterWidth * shape.outChannels * (shape.inChannels + 7 & ~7);
  return paddedBytes(shape) + (<usize>panels << 2);
}

/** imageGradient[n,h,w,c] of dz[n,oh,ow,d]: each pixel's sum over the filter's rows, columns and output channels, in this order. */
export function rowsImageGradient(shape: ConvShape, filter: usize, dz: usize, imageGradient: usize, scratch: usize): void {
  const height = shape.strideHeight, width = shape.strideWidth, channels = shape.outChannels;
  const top = tapsOf(shape.filterHeight, height) - 1, left = tapsOf(shape.filterWidth, width) - 1;
  const rows = seenOutputs(shape.inHeight, shape.padTop, shape.filterHeight, height);
  const columns = seenOutputs(shape.inWidth, shape.padLeft, shape.filterWidth, width);
  const padded = scratch, panels = padded + paddedBytes(shape);
  let panel = panels;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) panel = packTaps(shape, filter, y, x, panel);
  for (let item = 0; item < shape.batch; item++) {
    padImage(dz, shape.outHeight, shape.outWidth, channels, top, left, rows, columns, padded);
    panel = panels;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) panel = placesBetween(shape, y, x, padded, columns, panel, imageGradient);
    }
    dz += <usize>(shape.outHeight * shape.outWidth * channels) << 2;
    imageGradient += <usize>(shape.inHeight * shape.inWidth * shape.inChannels) << 2;
  }
}

// The taps from (y, x) on, a stride apart, from the last to the first: panels of eight input channels. Returns their end.
function packTaps(shape: ConvShape, filter: usize, y: i32, x: i32, to: usize): usize {
  const inputs = shape.inChannels, outputs = shape.outChannels, row = <usize>outputs << 2, tap = <usize>inputs * row;
  const rows = tapsOf(shape.filterHeight - y, shape.strideHeight), columns = tapsOf(shape.filterWidth - x, shape.strideWidth);
  for (let channel = 0; channel < inputs; channel += TILE_COLUMNS) {
    const from = filter + <usize>channel * row, count = min(inputs - channel, TILE_COLUMNS);
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        const position = (y + i * shape.strideHeight) * shape.filterWidth + x + j * shape.strideWidth;
        packB(from + <usize>position * tap, 4, row, outputs, count, to);
        to += row << 3;
      }
    }
  }
  return to;
}

// The gradients of those inputs that are seen through these taps, one in each stride. Returns the panels' end.
function placesBetween(
  shape: ConvShape, y: i32, x: i32, padded: usize, columns: i32, panel: usize, gradient: usize,
): usize {
  const inputs = shape.inChannels, outputs = shape.outChannels, pixel = <usize>outputs << 2, line = <usize>columns * pixel;
  const down = max(0, tapsOf(shape.filterHeight - y, shape.strideHeight)), across = max(0, tapsOf(shape.filterWidth - x, shape.strideWidth));
  const firstRow = firstPosition(y - shape.padTop, shape.strideHeight), firstColumn = firstPosition(x - shape.padLeft, shape.strideWidth);
  const count = (shape.inWidth - firstColumn + shape.strideWidth - 1) / shape.strideWidth;
  // The last tap sees the input from the output that is furthest to the left and above.
  const left = (firstColumn + shape.padLeft - x) / shape.strideWidth + tapsOf(shape.filterWidth, shape.strideWidth) - across;
  const toPixel = <usize>inputs << 2, run = across * outputs;
  for (let row = firstRow; row < shape.inHeight; row += shape.strideHeight) {
    const above = (row + shape.padTop - y) / shape.strideHeight + tapsOf(shape.filterHeight, shape.strideHeight) - down;
    const to = gradient + <usize>(row * shape.inWidth + firstColumn) * toPixel;
    pixelsTimesPanels(
      count, inputs, down, run, padded + <usize>above * line + <usize>left * pixel, pixel, line, panel, to,
      <usize>shape.strideWidth * toPixel,
    );
  }
  return panel + (<usize>(down * run * (inputs + 7 & ~7)) << 2);
}

// The first position from 0 on that is a whole number of strides from `position`.
function firstPosition(position: i32, stride: i32): i32 {
  const rest = position % stride;
  return rest < 0 ? rest + stride : rest;
}
