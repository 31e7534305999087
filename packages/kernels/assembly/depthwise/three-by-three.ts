// Depthwise convolution under 3x3 filters with stride 1, forward and both gradients: the usual case of depthwise.ts and
// depthwise.ts. Four windows side by side are done at once, four channels at a time, so that what they have in
// common is read once; of the filter the nine taps of four channels lie side by side. Images are first put among zeros.
import { LINEAR, RELU } from '../activation/activation';
import { ConvShape } from '../conv2d/conv-shape';
import { zeroFloats } from '../memory/floats';
import { padImage } from '../memory/padded';
import { rowsBiasActivation, rowsBiasScratchBytes } from '../activation/rows-bias-activation';

const SIZE: i32 = 3;
const TAPS: i32 = SIZE * SIZE;
/** Windows that are done at once. */
const WINDOWS: i32 = 4;
/** Bytes from the taps of four channels to those of the next four. */
const TAPS_BYTES: usize = TAPS << 4;

/** Whether the functions below do this convolution. */
export function isThreeByThree(shape: ConvShape): bool {
  return shape.filterHeight == SIZE && shape.filterWidth == SIZE && shape.strideHeight == 1 && shape.strideWidth == 1 &&
    shape.dilationHeight == 1 && shape.dilationWidth == 1 && shape.inChannels == shape.outChannels && (shape.inChannels & 3) == 0 &&
    shape.padTop < SIZE && shape.padLeft < SIZE && shape.inWidth >= WINDOWS && shape.outWidth >= WINDOWS && shape.outHeight > 0 &&
    // The image's gradient asks for as many windows as the image has pixels.
    shape.inHeight + shape.padTop <= shape.outHeight + SIZE - 1 && shape.inWidth + shape.padLeft <= shape.outWidth + SIZE - 1;
}

function filterBytes(shape: ConvShape): usize {
  return <usize>(TAPS * shape.inChannels) << 2;
}

/** Scratch bytes of the functions below. */
export function threeByThreeScratchBytes(shape: ConvShape): usize {
  const height = max(shape.inHeight, shape.outHeight) + SIZE - 1, width = max(shape.inWidth, shape.outWidth) + SIZE - 1;
  return filterBytes(shape) + rowsBiasScratchBytes(shape.inChannels) + (<usize>(height * width * shape.inChannels) << 2);
}

/** As depthwise. */
export function threeByThree(
  shape: ConvShape, images: usize, filter: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  const channels = shape.inChannels, height = shape.outHeight, width = shape.outWidth;
  const wideBias = scratch + filterBytes(shape), padded = wideBias + rowsBiasScratchBytes(channels);
  const isSimple = activation == LINEAR || activation == RELU;
  interleave(filter, channels, false, scratch);
  for (let item = 0; item < shape.batch; item++) {
    padImage(
      images, shape.inHeight, shape.inWidth, channels, shape.padTop, shape.padLeft, height + SIZE - 1, width + SIZE - 1, padded,
    );
    windows(padded, height, width, channels, scratch, isSimple ? bias : 0, activation == RELU, output);
    if (!isSimple) rowsBiasActivation(output, height * width, channels, bias, activation, wideBias);
    images += <usize>(shape.inHeight * shape.inWidth * channels) << 2;
    output += <usize>(height * width * channels) << 2;
  }
}

/** As depthwiseImageGradient: the output's gradient under the filter, turned by half. */
export function threeByThreeImageGradient(
  shape: ConvShape, filter: usize, outputGradient: usize, imageGradients: usize, scratch: usize,
): void {
  const channels = shape.inChannels, height = shape.inHeight, width = shape.inWidth, padded = scratch + filterBytes(shape);
  const top = SIZE - 1 - shape.padTop, left = SIZE - 1 - shape.padLeft;
  interleave(filter, channels, true, scratch);
  for (let item = 0; item < shape.batch; item++) {
    padImage(outputGradient, shape.outHeight, shape.outWidth, channels, top, left, height + SIZE - 1, width + SIZE - 1, padded);
    windows(padded, height, width, channels, scratch, 0, false, imageGradients);
    outputGradient += <usize>(shape.outHeight * shape.outWidth * channels) << 2;
    imageGradients += <usize>(height * width * channels) << 2;
  }
}

/** As depthwiseFilterGradient: the sums of each image, added up. */
export function threeByThreeFilterGradient(
  shape: ConvShape, images: usize, outputGradient: usize, filterGradient: usize, scratch: usize,
): void {
  const channels = shape.inChannels, height = shape.outHeight, width = shape.outWidth, padded = scratch + filterBytes(shape);
  zeroFloats(filterGradient, TAPS * channels);
  for (let item = 0; item < shape.batch; item++) {
    padImage(
      images, shape.inHeight, shape.inWidth, channels, shape.padTop, shape.padLeft, height + SIZE - 1, width + SIZE - 1, padded,
    );
    zeroFloats(scratch, TAPS * channels);
    addProducts(padded, height, width, channels, outputGradient, scratch);
    addApart(scratch, channels, filterGradient);
    images += <usize>(shape.inHeight * shape.inWidth * channels) << 2;
    outputGradient += <usize>(height * width * channels) << 2;
  }
}

// to[channels / 4, taps, 4] = filter[taps, channels], or its taps from the last to the first.
function interleave(filter: usize, channels: i32, isTurned: bool, to: usize): void {
  const row = <usize>channels << 2;
  for (let at: usize = 0; at < row; at += 16) {
    for (let tap = 0; tap < TAPS; tap++) {
      v128.store(to, v128.load(filter + at + <usize>(isTurned ? TAPS - 1 - tap : tap) * row));
      to += 16;
    }
  }
}

// The way back, added to what is there.
function addApart(sums: usize, channels: i32, to: usize): void {
  const row = <usize>channels << 2;
  for (let at: usize = 0; at < row; at += 16) {
    for (let tap = 0; tap < TAPS; tap++) {
      const target = to + at + <usize>tap * row;
      v128.store(target, f32x4.add(v128.load(target), v128.load(sums)));
      sums += 16;
    }
  }
}

function windows(
  from: usize, height: i32, width: i32, channels: i32, filter: usize, bias: usize, isRelu: bool, to: usize,
): void {
  const pixel = <usize>channels << 2, line = <usize>(width + SIZE - 1) * pixel;
  const floor = f32x4.splat(isRelu ? 0 : -Infinity), last = width - WINDOWS;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += WINDOWS) {
      // The last four reach back over those before where less are left.
      const offset = <usize>min(x, last) * pixel;
      let at = from + offset, target = to + offset, taps = filter, shift = bias;
      const end = target + pixel;
      while (target < end) {
        fourWindows(at, line, pixel, taps, shift ? v128.load(shift) : f32x4.splat(-0.0), floor, target);
        at += 16; target += 16; taps += TAPS_BYTES;
        if (shift) shift += 16;
      }
    }
    from += line;
    to += <usize>width * pixel;
  }
}

// @ts-ignore: decorator
@inline
function fourWindows(from: usize, line: usize, pixel: usize, taps: usize, bias: v128, floor: v128, to: usize): void {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (let row = 0; row < SIZE; row++) {
    const x0 = v128.load(from), x1 = v128.load(from + pixel), x2 = v128.load(from + 2 * pixel);
    const x3 = v128.load(from + 3 * pixel), x4 = v128.load(from + 4 * pixel), x5 = v128.load(from + 5 * pixel);
    let w = v128.load(taps);
    a = f32x4.add(a, f32x4.mul(x0, w)); b = f32x4.add(b, f32x4.mul(x1, w));
    c = f32x4.add(c, f32x4.mul(x2, w)); d = f32x4.add(d, f32x4.mul(x3, w));
    w = v128.load(taps, 16);
    a = f32x4.add(a, f32x4.mul(x1, w)); b = f32x4.add(b, f32x4.mul(x2, w));
    c = f32x4.add(c, f32x4.mul(x3, w)); d = f32x4.add(d, f32x4.mul(x4, w));
    w = v128.load(taps, 32);
    a = f32x4.add(a, f32x4.mul(x2, w)); b = f32x4.add(b, f32x4.mul(x3, w));
    c = f32x4.add(c, f32x4.mul(x4, w)); d = f32x4.add(d, f32x4.mul(x5, w));
    from += line;
    taps += 48;
  }
  v128.store(to, f32x4.pmax(f32x4.add(a, bias), floor));
  v128.store(to + pixel, f32x4.pmax(f32x4.add(b, bias), floor));
  v128.store(to + 2 * pixel, f32x4.pmax(f32x4.add(c, bias), floor));
  v128.store(to + 3 * pixel, f32x4.pmax(f32x4.add(d, bias), floor));
}

// sums[channels / 4, taps, 4] += the image's pixels times the gradients of the windows that see them.
function addProducts(from: usize, height: i32, width: i32, channels: i32, gradient: usize, sums: usize): void {
  const pixel = <usize>channels << 2, line = <usize>(width + SIZE - 1) * pixel, rest = width & WINDOWS - 1;
  for (let y = 0; y < height; y++) {
    let at = from, dy = gradient;
    for (let x = rest; x < width; x += WINDOWS) {
      addProductsOf(WINDOWS, at, line, pixel, dy, sums);
      at += WINDOWS * pixel;
      dy += WINDOWS * pixel;
    }
    for (let x = 0; x < rest; x++) {
      addProductsOf(1, at, line, pixel, dy, sums);
      at += pixel;
      dy += pixel;
    }
    from += line;
    gradient += <usize>width * pixel;
  }
}

// @ts-ignore: decorator
@inline
function addProductsOf(count: i32, from: usize, line: usize, pixel: usize, gradient: usize, sums: usize): void {
  const end = from + pixel;
  while (from < end) {
    const a = v128.load(gradient);
    let b = a, c = a, d = a;
    if (count == WINDOWS) b = v128.load(gradient + pixel), c = v128.load(gradient + 2 * pixel), d = v128.load(gradient + 3 * pixel);
    let at = from;
    for (let row = 0; row < SIZE; row++) {
      const x0 = v128.load(at), x1 = v128.load(at + pixel), x2 = v128.load(at + 2 * pixel);
      let s0 = f32x4.add(v128.load(sums), f32x4.mul(x0, a));
      let s1 = f32x4.add(v128.load(sums, 16), f32x4.mul(x1, a));
      let s2 = f32x4.add(v128.load(sums, 32), f32x4.mul(x2, a));
      if (count == WINDOWS) {
        const x3 = v128.load(at + 3 * pixel), x4 = v128.load(at + 4 * pixel), x5 = v128.load(at + 5 * pixel);
        s0 = f32x4.add(s0, f32x4.mul(x1, b)); s1 = f32x4.add(s1, f32x4.mul(x2, b)); s2 = f32x4.add(s2, f32x4.mul(x3, b));
        s0 = f32x4.add(s0, f32x4.mul(x2, c)); s1 = f32x4.add(s1, f32x4.mul(x3, c)); s2 = f32x4.add(s2, f32x4.mul(x4, c));
        s0 = f32x4.add(s0, f32x4.mul(x3, d)); s1 = f32x4.add(s1, f32x4.mul(x4, d)); s2 = f32x4.add(s2, f32x4.mul(x5, d));
      }
      v128.store(sums, s0); v128.store(sums, s1, 16); v128.store(sums, s2, 32);
      at += line;
      sums += 48;
    }
    from += 16;
    gradient += 16;
  }
}
