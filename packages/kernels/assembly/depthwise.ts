// Depthwise convolution, forward and backward, NHWC: every channel has filters of its own. The naive loops that these
// must equal are in src/reference/depthwise.ts. One image at a time; where a channel has several filters, it is first
// laid out as often as it has filters, so that output channel d always belongs to channel d of what is read.
import { ConvShape, endInside, firstInside } from './conv-shape';
import { zeroFloats } from './floats';
import { weightedSum } from './weighted-sum';

/** Scratch bytes of the functions below. */
export function depthwiseScratchBytes(shape: ConvShape): usize {
  return shape.inChannels == shape.outChannels ? 0 : imageBytes(shape, shape.outChannels);
}

function imageBytes(shape: ConvShape, channels: i32): usize {
  return <usize>(shape.inHeight * shape.inWidth * channels) << 2;
}

function gradientBytes(shape: ConvShape): usize {
  return <usize>(shape.outHeight * shape.outWidth * shape.outChannels) << 2;
}

/** output[n,oh,ow,c*m] = images[n,h,w,c] under filter[fh,fw,c,m]. */
export function depthwise(shape: ConvShape, images: usize, filter: usize, output: usize, scratch: usize): void {
  const repeated = shape.inChannels != shape.outChannels;
  for (let item = 0; item < shape.batch; item++) {
    if (repeated) repeatChannels(shape, images, scratch);
    imageForward(shape, repeated ? scratch : images, filter, output);
    images += imageBytes(shape, shape.inChannels);
    output += gradientBytes(shape);
  }
}

function imageForward(shape: ConvShape, image: usize, filter: usize, output: usize): void {
  const channels = shape.outChannels, pixel = <usize>channels << 2;
  const line = <usize>shape.inWidth * pixel, filterLine = <usize>shape.filterWidth * pixel;
  for (let y = 0; y < shape.outHeight; y++) {
    const top = y * shape.strideHeight - shape.padTop;
    const row = firstInside(top, shape.dilationHeight);
    const rows = endInside(top, shape.dilationHeight, shape.inHeight, shape.filterHeight) - row;
    const fromLine = image + <usize>(top + row * shape.dilationHeight) * line;
    for (let x = 0; x < shape.outWidth; x++) {
      const left = x * shape.strideWidth - shape.padLeft;
      const column = firstInside(left, shape.dilationWidth);
      const columns = endInside(left, shape.dilationWidth, shape.inWidth, shape.filterWidth) - column;
      const from = fromLine + <usize>(left + column * shape.dilationWidth) * pixel;
      const weights = filter + <usize>row * filterLine + <usize>column * pixel;
      weightedSum(
        channels, rows, columns, from, <usize>shape.dilationHeight * line, <usize>shape.dilationWidth * pixel, weights,
        filterLine, pixel, output,
      );
      output += pixel;
    }
  }
}

/** imageGradients[n,h,w,c] from outputGradient[n,oh,ow,c*m] and filter[fh,fw,c,m]. */
export function depthwiseImageGradient(
  shape: ConvShape, filter: usize, outputGradient: usize, imageGradients: usize, scratch: usize,
): void {
  const repeated = shape.inChannels != shape.outChannels;
  for (let item = 0; item < shape.batch; item++) {
    imageBackward(shape, filter, outputGradient, repeated ? scratch : imageGradients);
    if (repeated) sumRepeated(shape, scratch, imageGradients);
    outputGradient += gradientBytes(shape);
    imageGradients += imageBytes(shape, shape.inChannels);
  }
}

// Each input pixel asks which outputs saw it: tap i saw input row y from output row (y + padTop - i * dilation) / stride,
// where that is a whole number. From one such tap to the next, the output row falls while the tap rises.
function imageBackward(shape: ConvShape, filter: usize, outputGradient: usize, imageGradient: usize): void {
  const channels = shape.outChannels, pixel = <usize>channels << 2;
  const line = <usize>shape.outWidth * pixel, filterLine = <usize>shape.filterWidth * pixel;
  const rowStep = tapStep(shape.strideHeight, shape.dilationHeight);
  const columnStep = tapStep(shape.strideWidth, shape.dilationWidth);
  const lineStep = <usize>(rowStep * shape.dilationHeight / shape.strideHeight) * line;
  const pixelStep = <usize>(columnStep * shape.dilationWidth / shape.strideWidth) * pixel;
  for (let y = 0; y < shape.inHeight; y++) {
    const down = y + shape.padTop;
    const row = firstSeen(down, shape.dilationHeight, shape.strideHeight, shape.outHeight, shape.filterHeight);
    const rows = countSeen(row, rowStep, down, shape.dilationHeight, shape.filterHeight);
    const fromLine = outputGradient + <usize>((down - row * shape.dilationHeight) / shape.strideHeight) * line;
    for (let x = 0; x < shape.inWidth; x++) {
      const right = x + shape.padLeft;
      const column = firstSeen(right, shape.dilationWidth, shape.strideWidth, shape.outWidth, shape.filterWidth);
      const columns = countSeen(column, columnStep, right, shape.dilationWidth, shape.filterWidth);
      const from = fromLine + <usize>((right - column * shape.dilationWidth) / shape.strideWidth) * pixel;
      const weights = filter + <usize>row * filterLine + <usize>column * pixel;
      weightedSum(
        channels, rows, columns, from, 0 - lineStep, 0 - pixelStep, weights, <usize>rowStep * filterLine,
        <usize>columnStep * pixel, imageGradient,
      );
      imageGradient += pixel;
    }
  }
}

// How many taps on the next one is that sees the same input from a whole output place: stride / gcd(stride, dilation).
function tapStep(stride: i32, dilation: i32): i32 {
  let step = 1;
  while (step * dilation % stride != 0) step++;
  return step;
}

// The first tap through which an output in 0 .. places saw the input at `place`, and how many there are from it on.
// @ts-ignore: decorator
@inline
function firstSeen(place: i32, dilation: i32, stride: i32, places: i32, taps: i32): i32 {
  const beyond = place - stride * (places - 1);
  let tap = beyond > 0 ? (beyond + dilation - 1) / dilation : 0;
  if (stride > 1) while (tap < taps && (place - tap * dilation) % stride != 0) tap++;
  return tap;
}

// @ts-ignore: decorator
@inline
function countSeen(first: i32, step: i32, place: i32, dilation: i32, taps: i32): i32 {
  const end = min(taps, place / dilation + 1);
  return (end - first + step - 1) / step;
}

/** filterGradient[fh,fw,c,m] from images[n,h,w,c] and outputGradient[n,oh,ow,c*m]. */
export function depthwiseFilterGradient(
  shape: ConvShape, images: usize, outputGradient: usize, filterGradient: usize, scratch: usize,
): void {
  const repeated = shape.inChannels != shape.outChannels;
  zeroFloats(filterGradient, shape.filterHeight * shape.filterWidth * shape.outChannels);
  for (let item = 0; item < shape.batch; item++) {
    if (repeated) repeatChannels(shape, images, scratch);
    filterBackward(shape, repeated ? scratch : images, outputGradient, filterGradient);
    images += imageBytes(shape, shape.inChannels);
    outputGradient += gradientBytes(shape);
  }
}

// Row by row: a row of the image and one of the gradient stay in the cache while all taps of the row read them.
function filterBackward(shape: ConvShape, image: usize, outputGradient: usize, filterGradient: usize): void {
  const channels = shape.outChannels, pixel = <usize>channels << 2;
  const line = <usize>shape.inWidth * pixel, outLine = <usize>shape.outWidth * pixel;
  for (let y = 0; y < shape.outHeight; y++) {
    let sums = filterGradient;
    for (let tapRow = 0; tapRow < shape.filterHeight; tapRow++) {
      const row = y * shape.strideHeight - shape.padTop + tapRow * shape.dilationHeight;
      for (let tapColumn = 0; tapColumn < shape.filterWidth; tapColumn++) {
        const shift = tapColumn * shape.dilationWidth - shape.padLeft;
        const first = firstInside(shift, shape.strideWidth);
        const count = endInside(shift, shape.strideWidth, shape.inWidth, shape.outWidth) - first;
        if (row >= 0 && row < shape.inHeight && count > 0) {
          const from = image + <usize>row * line + <usize>(first * shape.strideWidth + shift) * pixel;
          const gradient = outputGradient + <usize>first * pixel;
          weightedSum(channels, 1, count, from, 0, <usize>shape.strideWidth * pixel, gradient, 0, pixel, sums, true);
        }
        sums += pixel;
      }
    }
    outputGradient += outLine;
  }
}

// to[h,w,c,m] = image[h,w,c]
function repeatChannels(shape: ConvShape, image: usize, to: usize): void {
  const times = shape.outChannels / shape.inChannels;
  const end = image + imageBytes(shape, shape.inChannels);
  for (; image < end; image += 4) {
    const value = load<f32>(image);
    for (let copy = 0; copy < times; copy++) {
      store<f32>(to, value);
      to += 4;
    }
  }
}

// to[h,w,c] = Σ repeated[h,w,c,m]
function sumRepeated(shape: ConvShape, repeated: usize, to: usize): void {
  const times = shape.outChannels / shape.inChannels;
  const end = to + imageBytes(shape, shape.inChannels);
  for (; to < end; to += 4) {
    let sum: f32 = 0;
    for (let copy = 0; copy < times; copy++) {
      sum += load<f32>(repeated);
      repeated += 4;
    }
    store<f32>(to, sum);
  }
}
