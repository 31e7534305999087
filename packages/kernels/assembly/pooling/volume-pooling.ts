// Pooling of volumes, NDHWC, and its gradients: the largest number or the mean of those inputs of a window that lie in the
// volume. The naive loops that this must equal are in src/reference/pooling/volume-pooling.ts.
import { zeroFloats } from '../memory/floats';
import { maxOfColumns, maxOfLine } from './max-of-columns';
import { GRADIENT, INDEX } from './max-positions';
import { LARGEST, MEAN, SHARE, reduceWindow } from './pool-window';

/** output[n,od,oh,ow,c] = the largest number of each window of volume[n,d,h,w,c]; -Infinity where none exceeds that. */
export function maxPoolVolume(shape: VolumeShape, volume: usize, output: usize): void {
  reduceWindows(LARGEST, shape, volume, output);
}

/** output = the mean of what each window has in the volume; 0 for a window with nothing in it. */
export function averagePoolVolume(shape: VolumeShape, volume: usize, output: usize): void {
  reduceWindows(MEAN, shape, volume, output);
}

/**
 * indices: the number, in all of `volume`, of the largest number of each window, the last of several, as int32; -1 where all
 * are NaN. `columns` has room for two lines of the volume.
 */
export function maxPoolVolumeIndices(shape: VolumeShape, volume: usize, indices: usize, columns: usize): void {
  findLargest(INDEX, shape, volume, indices, 0, columns);
}

/** gradient[n,d,h,w,c]: each dy[n,od,oh,ow,c] goes to the position above. `columns` as there. */
export function maxPoolVolumeGradient(shape: VolumeShape, dy: usize, volume: usize, gradient: usize, columns: usize): void {
  zeroFloats(gradient, shape.batch * shape.inDepth * shape.inHeight * shape.inWidth * shape.channels);
  findLargest(GRADIENT, shape, volume, dy, gradient, columns);
}

/** How much of a window of `size` from `start` on lies within `length`; no more than 0 for none. */
// @ts-ignore: decorator
@inline
function inside(start: i32, size: i32, length: i32): i32 {
  return min(start + size, length) - max(start, 0);
}

/** How many windows from that at `left` on lie whole in the volume, each one pixel further; 1 for one that does not. */
// @ts-ignore: decorator
@inline
function windowsFrom(shape: VolumeShape, x: i32, left: i32): i32 {
  if (shape.strideWidth != 1 || left < 0) return 1;
  return max(1, min(shape.inWidth - shape.filterWidth + 1 - left, shape.outWidth - x));
}

// Each export has a loop of its own, with the choice taken when it is compiled.
// @ts-ignore: decorator
@inline
function reduceWindows(kind: i32, shape: VolumeShape, volume: usize, output: usize): void {
  const pixel = <usize>shape.channels << 2, line = <usize>shape.inWidth * pixel, plane = <usize>shape.inHeight * line;
  for (let item = 0; item < shape.batch; item++) {
    for (let z = 0; z < shape.outDepth; z++) {
      const front = z * shape.strideDepth - shape.padFront, slices = inside(front, shape.filterDepth, shape.inDepth);
      for (let y = 0; y < shape.outHeight; y++) {
        const top = y * shape.strideHeight - shape.padTop, rows = inside(top, shape.filterHeight, shape.inHeight);
        const lines = volume + <usize>max(front, 0) * plane + <usize>max(top, 0) * line;
        for (let x = 0; x < shape.outWidth; ) {
          const left = x * shape.strideWidth - shape.padLeft, columns = inside(left, shape.filterWidth, shape.inWidth);
          const windows = windowsFrom(shape, x, left), from = lines + <usize>max(left, 0) * pixel;
          // As on tfjs' cpu backend the mean of nothing is 0.
          const count = <f32>max(max(slices, 0) * max(rows, 0) * max(columns, 0), 1);
          reduceWindow(kind, windows * shape.channels, slices, rows, columns, plane, line, pixel, from, output, count);
          output += <usize>windows * pixel;
          x += windows;
        }
      }
    }
    volume += <usize>shape.inDepth * plane;
  }
}

// As on tfjs' cpu backend it is the last of several. Windows next to each other share most of their columns: the largest of each
// column is looked for once, and then that of each window's columns.
// @ts-ignore: decorator
@inline
function findLargest(kind: i32, shape: VolumeShape, volume: usize, output: usize, gradient: usize, values: usize): void {
  const pixel = <usize>shape.channels << 2, line = <usize>shape.inWidth * pixel, plane = <usize>shape.inHeight * line;
  const lineLanes = shape.inWidth * shape.channels, positions = values + line;
  let before = 0;
  for (let item = 0; item < shape.batch; item++) {
    for (let z = 0; z < shape.outDepth; z++) {
      const front = z * shape.strideDepth - shape.padFront, slices = inside(front, shape.filterDepth, shape.inDepth);
      for (let y = 0; y < shape.outHeight; y++) {
        const top = y * shape.strideHeight - shape.padTop, rows = inside(top, shape.filterHeight, shape.inHeight);
        const offset = <usize>max(front, 0) * plane + <usize>max(top, 0) * line;
        maxOfLine(lineLanes, slices, rows, plane, line, volume + offset, values, positions);
        const to = gradient + offset, number = before + (<i32>offset >> 2);
        for (let x = 0; x < shape.outWidth; ) {
          const left = x * shape.strideWidth - shape.padLeft, columns = inside(left, shape.filterWidth, shape.inWidth);
          const windows = windowsFrom(shape, x, left), first = <usize>max(left, 0) * pixel;
          const lanes = windows * shape.channels;
          maxOfColumns(kind, lanes, columns, pixel, values + first, positions + first, output, to, number);
          output += <usize>windows * pixel;
          x += windows;
        }
      }
    }
    volume += <usize>shape.inDepth * plane;
    gradient += <usize>shape.inDepth * plane;
    before += shape.inDepth * (<i32>plane >> 2);
  }
}

/** gradient: each dy in equal parts to its whole window, whether it lies in the volume or not. */
export function averagePoolVolumeGradient(shape: VolumeShape, dy: usize, gradient: usize): void {
  const pixel = <usize>shape.channels << 2, line = <usize>shape.outWidth * pixel, plane = <usize>shape.outHeight * line;
  const part: f32 = 1 / <f32>(shape.filterDepth * shape.filterHeight * shape.filterWidth);
  for (let item = 0; item < shape.batch; item++) {
    for (let z = 0; z < shape.inDepth; z++) {
      const front = firstOver(z + shape.padFront, shape.filterDepth, shape.strideDepth);
      const slices = endOver(z + shape.padFront, shape.strideDepth, shape.outDepth) - front;
      for (let y = 0; y < shape.inHeight; y++) {
        const top = firstOver(y + shape.padTop, shape.filterHeight, shape.strideHeight);
        const rows = endOver(y + shape.padTop, shape.strideHeight, shape.outHeight) - top;
        const lines = dy + <usize>front * plane + <usize>top * line;
        for (let x = 0; x < shape.inWidth; ) {
          const left = firstOver(x + shape.padLeft, shape.filterWidth, shape.strideWidth);
          const columns = endOver(x + shape.padLeft, shape.strideWidth, shape.outWidth) - left;
          // Pixels behind one another that as many windows of stride 1 lie over are as one with so many times the channels.
          const isWhole = shape.strideWidth == 1 && columns == shape.filterWidth;
          const pixels = isWhole ? min(shape.outWidth - shape.padLeft, shape.inWidth) - x : 1;
          const from = lines + <usize>left * pixel, lanes = pixels * shape.channels;
          reduceWindow(SHARE, lanes, slices, rows, columns, plane, line, pixel, from, gradient, part);
          gradient += <usize>pixels * pixel;
          x += pixels;
        }
      }
    }
    dy += <usize>shape.outDepth * plane;
  }
}

// The first window over a position, counted from the first window's start on, and the one behind the last.
// @ts-ignore: decorator
@inline
function firstOver(position: i32, size: i32, stride: i32): i32 {
  return position < size ? 0 : (position - size) / stride + 1;
}

// @ts-ignore: decorator
@inline
function endOver(position: i32, stride: i32, windows: i32): i32 {
  return min(position / stride + 1, windows);
}

@unmanaged
export class VolumeShape {
  batch: i32;
  inDepth: i32;
  inHeight: i32;
  inWidth: i32;
  channels: i32;
  outDepth: i32;
  outHeight: i32;
  outWidth: i32;
  filterDepth: i32;
  filterHeight: i32;
  filterWidth: i32;
  strideDepth: i32;
  strideHeight: i32;
  strideWidth: i32;
  padFront: i32;
  padTop: i32;
  padLeft: i32;
}
