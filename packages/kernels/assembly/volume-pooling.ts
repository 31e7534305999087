// Pooling of volumes, NDHWC, and its gradients: the largest number or the mean of those inputs of a window that lie in the
// volume. Four channels are a vector. The naive loops that this must equal are in src/reference/volume-pooling.ts.
import { zeroFloats } from './floats';
import { loadLanes, storeLanes } from './lanes';
import { VolumeShape } from './volume-shape';

const LARGEST: i32 = 0;
const MEAN: i32 = 1;
const PLACE: i32 = 2;
const LARGEST_GRADIENT: i32 = 3;

/** output[n,od,oh,ow,c] = the largest number of each window of volume[n,d,h,w,c]; -Infinity where none exceeds that. */
export function maxPoolVolume(shape: VolumeShape, volume: usize, output: usize): void {
  walk(LARGEST, shape, volume, output, 0);
}

/** output = the mean of what each window has in the volume; 0 for a window with nothing in it. */
export function averagePoolVolume(shape: VolumeShape, volume: usize, output: usize): void {
  walk(MEAN, shape, volume, output, 0);
}

/**
 * places: the number, in all of `volume`, of the largest number of each window, the last of several, as int32; -1 where all
 * are NaN.
 */
export function maxPoolVolumePlaces(shape: VolumeShape, volume: usize, places: usize): void {
  walk(PLACE, shape, volume, places, 0);
}

/** gradient[n,d,h,w,c]: each dy[n,od,oh,ow,c] goes to the place above. */
export function maxPoolVolumeGradient(shape: VolumeShape, dy: usize, volume: usize, gradient: usize): void {
  zeroFloats(gradient, shape.batch * shape.inDepth * shape.inHeight * shape.inWidth * shape.channels);
  walk(LARGEST_GRADIENT, shape, volume, dy, gradient);
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
        for (let x = 0; x < shape.inWidth; x++) {
          const left = firstOver(x + shape.padLeft, shape.filterWidth, shape.strideWidth);
          const columns = endOver(x + shape.padLeft, shape.strideWidth, shape.outWidth) - left;
          sums(shape.channels, slices, rows, columns, lines + <usize>left * pixel, line, plane, gradient, part);
          gradient += pixel;
        }
      }
    }
    dy += <usize>shape.outDepth * plane;
  }
}

// The first window over a place, counted from the first window's start on, and the one behind the last.
// @ts-ignore: decorator
@inline
function firstOver(place: i32, size: i32, stride: i32): i32 {
  return place < size ? 0 : (place - size) / stride + 1;
}

// @ts-ignore: decorator
@inline
function endOver(place: i32, stride: i32, windows: i32): i32 {
  return min(place / stride + 1, windows);
}

// @ts-ignore: decorator
@inline
function sums(
  channels: i32, slices: i32, rows: i32, columns: i32, from: usize, line: usize, plane: usize, to: usize, part: f32,
): void {
  const pixel = <usize>channels << 2;
  let rest = channels;
  for (; rest >= 4; rest -= 4) {
    sumOver(4, slices, rows, columns, from, pixel, line, plane, to, part);
    from += 16;
    to += 16;
  }
  if (rest == 1) sumOver(1, slices, rows, columns, from, pixel, line, plane, to, part);
  else if (rest == 2) sumOver(2, slices, rows, columns, from, pixel, line, plane, to, part);
  else if (rest == 3) sumOver(3, slices, rows, columns, from, pixel, line, plane, to, part);
}

// @ts-ignore: decorator
@inline
function sumOver(
  lanes: i32, slices: i32, rows: i32, columns: i32, from: usize, pixel: usize, line: usize, plane: usize,
  to: usize, part: f32,
): void {
  let sum = f32x4.splat(0);
  for (let slice = 0; slice < slices; slice++) {
    for (let row = 0; row < rows; row++) {
      let at = from + <usize>slice * plane + <usize>row * line;
      for (let column = 0; column < columns; column++) {
        sum = f32x4.add(sum, loadLanes(at, lanes));
        at += pixel;
      }
    }
  }
  storeLanes(to, f32x4.mul(sum, f32x4.splat(part)), lanes);
}

/** How much of a window of `size` from `start` on lies within `length`; no more than 0 for none. */
// @ts-ignore: decorator
@inline
function inside(start: i32, size: i32, length: i32): i32 {
  return min(start + size, length) - max(start, 0);
}

// Each export has a loop of its own, with the choice taken when it is compiled.
// @ts-ignore: decorator
@inline
function walk(kind: i32, shape: VolumeShape, volume: usize, output: usize, gradient: usize): void {
  const pixel = <usize>shape.channels << 2, line = <usize>shape.inWidth * pixel, plane = <usize>shape.inHeight * line;
  let before = 0;
  for (let item = 0; item < shape.batch; item++) {
    for (let z = 0; z < shape.outDepth; z++) {
      const front = z * shape.strideDepth - shape.padFront, slices = inside(front, shape.filterDepth, shape.inDepth);
      for (let y = 0; y < shape.outHeight; y++) {
        const top = y * shape.strideHeight - shape.padTop, rows = inside(top, shape.filterHeight, shape.inHeight);
        const lines = <usize>max(front, 0) * plane + <usize>max(top, 0) * line;
        for (let x = 0; x < shape.outWidth; x++) {
          const left = x * shape.strideWidth - shape.padLeft;
          const columns = inside(left, shape.filterWidth, shape.inWidth);
          const offset = lines + <usize>max(left, 0) * pixel;
          channels(kind, shape, slices, rows, columns, volume + offset, output, gradient + offset, before + (<i32>offset >> 2));
          output += pixel;
        }
      }
    }
    volume += <usize>shape.inDepth * plane;
    gradient += <usize>shape.inDepth * plane;
    before += shape.inDepth * (<i32>plane >> 2);
  }
}

// @ts-ignore: decorator
@inline
function channels(
  kind: i32, shape: VolumeShape, slices: i32, rows: i32, columns: i32, from: usize, output: usize, to: usize, number: i32,
): void {
  let rest = shape.channels;
  for (; rest >= 4; rest -= 4) {
    vector(4, kind, shape, slices, rows, columns, from, output, to, number);
    from += 16;
    output += 16;
    to += 16;
    number += 4;
  }
  if (rest == 1) vector(1, kind, shape, slices, rows, columns, from, output, to, number);
  else if (rest == 2) vector(2, kind, shape, slices, rows, columns, from, output, to, number);
  else if (rest == 3) vector(3, kind, shape, slices, rows, columns, from, output, to, number);
}

// @ts-ignore: decorator
@inline
function vector(
  lanes: i32, kind: i32, shape: VolumeShape, slices: i32, rows: i32, columns: i32,
  from: usize, output: usize, to: usize, number: i32,
): void {
  const pixel = <usize>shape.channels << 2, line = <usize>shape.inWidth * pixel, plane = <usize>shape.inHeight * line;
  let sofar = f32x4.splat(kind == MEAN ? 0 : -Infinity), place = i32x4.splat(-1);
  for (let slice = 0; slice < slices; slice++) {
    for (let row = 0; row < rows; row++) {
      const offset = <usize>slice * plane + <usize>row * line;
      let at = from + offset, across = <i32>offset;
      for (let column = 0; column < columns; column++) {
        const value = loadLanes(at, lanes);
        if (kind == LARGEST) sofar = f32x4.pmax(sofar, value);
        else if (kind == MEAN) sofar = f32x4.add(sofar, value);
        else {
          // As on tfjs' cpu backend: of several the last, and never NaN.
          const larger = f32x4.ge(value, sofar);
          sofar = v128.bitselect(value, sofar, larger);
          place = v128.bitselect(i32x4.splat(across), place, larger);
        }
        at += pixel;
        across += <i32>pixel;
      }
    }
  }
  if (kind == LARGEST) storeLanes(output, sofar, lanes);
  if (kind == MEAN) {
    // As on tfjs' cpu backend nothing comes to 0.
    const count = <f32>max(max(slices, 0) * max(rows, 0) * max(columns, 0), 1);
    storeLanes(output, f32x4.div(sofar, f32x4.splat(count)), lanes);
  }
  if (kind != PLACE && kind != LARGEST_GRADIENT) return;
  lane(kind, i32x4.extract_lane(place, 0), output, to, number);
  if (lanes > 1) lane(kind, i32x4.extract_lane(place, 1), output + 4, to + 4, number + 1);
  if (lanes > 2) lane(kind, i32x4.extract_lane(place, 2), output + 8, to + 8, number + 2);
  if (lanes > 3) lane(kind, i32x4.extract_lane(place, 3), output + 12, to + 12, number + 3);
}

// What is done with the place of one window's largest number, in bytes from the window's first.
// @ts-ignore: decorator
@inline
function lane(kind: i32, place: i32, output: usize, to: usize, number: i32): void {
  if (kind == PLACE) store<i32>(output, place < 0 ? -1 : number + (place >> 2));
  else if (place >= 0) store<f32>(to + <usize>place, load<f32>(to + <usize>place) + load<f32>(output));
}
