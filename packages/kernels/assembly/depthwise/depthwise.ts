// Depthwise convolution, NHWC, forward and both gradients: every channel has filters of its own. The naive loops that these
// must equal are in src/reference/convolution/depthwise.ts. One image at a time; where a channel has several filters, it is first laid
// out as often as it has filters, so that output channel d always belongs to channel d of what is read. Neighbouring pixels
// of few channels are processed as one with as many more, under a filter that is repeated for each. 3x3 filters:
// three-by-three.ts.
import { LINEAR, RELU, relu } from '../activation/activation';
import { rowsBiasActivation, rowsBiasScratchBytes, rowsInOne } from '../activation/rows-bias-activation';
import { ConvShape, endInside, firstInside } from '../conv2d/conv-shape';
import { zeroFloats } from '../memory/floats';
import { pixelGroup, repeatEach, repeatRows, sumRepeated } from '../memory/repeat';
import { filterBytes, groupOf, imageBytes, imageSize, outputBytes, repeatedBytes } from './scratch';
import { isThreeByThree, threeByThree, threeByThreeFilterGradient, threeByThreeImageGradient } from './three-by-three';
import { addWeightedSum, weightedSum } from './weighted-sum';

/** Floats of output that are finished before bias and activation are, while they are in the first-level cache. */
const BAND: i32 = 2048;

/** output[n,oh,ow,c*m] = activation(images[n,h,w,c] under filter[fh,fw,c,m] + bias); `bias` may be 0 for none. */
export function depthwise(
  shape: ConvShape, images: usize, filter: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  if (isThreeByThree(shape)) return threeByThree(shape, images, filter, bias, activation, output, scratch);
  const times = shape.inChannels ? shape.outChannels / shape.inChannels : 1;
  const wide = scratch + repeatedBytes(shape);
  const wideBias = wide + filterBytes(shape) * <usize>pixelGroup(shape.outChannels);
  const channels = shape.outChannels, wideFilter = wideBias + rowsBiasScratchBytes(channels);
  const group = groupOf(shape, shape.outWidth), rowFloats = shape.outWidth * channels;
  const band = max(1, min(shape.outHeight, BAND / max(rowFloats, 1)));
  const alone = seesPixels(shape);
  // What takes no time to speak of is done to each sum before it is stored.
  const simple = activation == LINEAR || activation == RELU;
  if (group > 1 && !alone) {
    repeatRows(filter, shape.filterHeight * shape.filterWidth, channels, group, wide);
    if (bias && simple) repeatRows(bias, 1, channels, group, wideBias);
  }
  for (let item = 0; item < shape.batch; item++) {
    if (times != 1) repeatEach(images, imageSize(shape), times, scratch);
    const image = times != 1 ? scratch : images;
    for (let y = 0; y < shape.outHeight; y += band) {
      const end = min(y + band, shape.outHeight), pixels = (end - y) * shape.outWidth;
      if (alone) {
        timesFilter(image + <usize>(y * rowFloats << 2), pixels, channels, filter, bias, activation, wideFilter, output);
      } else {
        const singly = simple ? bias : 0, many = singly ? wideBias : 0;
        rowsForward(shape, image, filter, wide, group, y, end, singly, many, activation == RELU, output);
      }
      if (!simple) rowsBiasActivation(output, pixels, channels, alone ? 0 : bias, activation, wideBias);
      output += <usize>(pixels * channels) << 2;
    }
    images += imageBytes(shape);
  }
}

// Whether the filter sees one pixel at a time, each in turn.
function seesPixels(shape: ConvShape): bool {
  return shape.filterHeight == 1 && shape.filterWidth == 1 && shape.strideHeight == 1 && shape.strideWidth == 1 &&
    shape.padTop == 0 && shape.padLeft == 0 && shape.outHeight == shape.inHeight && shape.outWidth == shape.inWidth;
}

// activation(x · filter + bias), the activation none or RELU. `wide` is scratch for many pixels' filters and biases.
function timesFilter(
  x: usize, pixels: i32, channels: i32, filter: usize, bias: usize, activation: i32, wide: usize, to: usize,
): void {
  const together = rowsInOne(channels, pixels), bytes = <usize>(together * channels) << 2, offsets = wide + bytes;
  repeatRows(filter, 1, channels, together, wide);
  if (bias) repeatRows(bias, 1, channels, together, offsets);
  let rest = pixels * channels;
  for (; rest >= 2 * together * channels; rest -= 2 * together * channels) {
    timesWide(true, x, together * channels, wide, bias ? offsets : 0, activation == RELU, to);
    x += 2 * bytes;
    to += 2 * bytes;
  }
  for (; rest > 0; rest -= together * channels) {
    timesWide(false, x, min(rest, together * channels), wide, bias ? offsets : 0, activation == RELU, to);
    x += bytes;
    to += bytes;
  }
}

// @ts-ignore: decorator
@inline
function timesWide(isTwo: bool, x: usize, count: i32, wide: usize, offsets: usize, isRelu: bool, to: usize): void {
  if (offsets) {
    if (isRelu) product(isTwo, x, count, wide, offsets, true, true, to);
    else product(isTwo, x, count, wide, offsets, true, false, to);
  } else if (isRelu) product(isTwo, x, count, wide, offsets, false, true, to);
  else product(isTwo, x, count, wide, offsets, false, false, to);
}

// @ts-ignore: decorator
@inline
function four(a: v128, b: v128, offset: v128, isRelu: bool): v128 {
  const sum = f32x4.add(f32x4.mul(a, b), offset);
  return isRelu ? relu(sum) : sum;
}

// a · b + offsets for `count` numbers, and where `isTwo` for as many after them: b and offsets are then read once for both.
// @ts-ignore: decorator
@inline
function product(
  isTwo: bool, a: usize, count: i32, b: usize, offsets: usize, hasOffset: bool, isRelu: bool, to: usize,
): void {
  const end = to + (<usize>count << 2), lines = to + (<usize>(count & ~7) << 2), zero = f32x4.splat(0);
  const second = <usize>count << 2;
  while (to < lines) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const o0 = hasOffset ? v128.load(offsets) : zero, o1 = hasOffset ? v128.load(offsets, 16) : zero;
    v128.store(to, four(v128.load(a), b0, o0, isRelu));
    v128.store(to, four(v128.load(a, 16), b1, o1, isRelu), 16);
    if (isTwo) {
      v128.store(to + second, four(v128.load(a + second), b0, o0, isRelu));
      v128.store(to + second, four(v128.load(a + second, 16), b1, o1, isRelu), 16);
    }
    to += 32; a += 32; b += 32; offsets += 32;
  }
  while (to < end) {
    const weight = v128.load_splat<f32>(b), offset = hasOffset ? v128.load_splat<f32>(offsets) : zero;
    one(a, weight, offset, isRelu, to);
    if (isTwo) one(a + second, weight, offset, isRelu, to + second);
    to += 4; a += 4; b += 4; offsets += 4;
  }
}

// @ts-ignore: decorator
@inline
function one(a: usize, weight: v128, offset: v128, isRelu: bool, to: usize): void {
  store<f32>(to, f32x4.extract_lane(four(v128.load_splat<f32>(a), weight, offset, isRelu), 0));
}

function rowsForward(
  shape: ConvShape, image: usize, filter: usize, wide: usize, group: i32, start: i32, end: i32, bias: usize,
  wideBias: usize, isRelu: bool, output: usize,
): void {
  const channels = shape.outChannels, pixel = <usize>channels << 2;
  const line = <usize>shape.inWidth * pixel, filterLine = <usize>shape.filterWidth * pixel;
  const rowStep = <usize>shape.dilationHeight * line, pixelStep = <usize>shape.dilationWidth * pixel;
  // The last position from which on a whole group lies inside the row, and its windows inside the image.
  const inside = shape.inWidth - (shape.filterWidth - 1) * shape.dilationWidth - group + shape.padLeft;
  const last = min(shape.outWidth - group, inside);
  for (let y = start; y < end; y++) {
    const top = y * shape.strideHeight - shape.padTop;
    const row = firstInside(top, shape.dilationHeight);
    const rows = endInside(top, shape.dilationHeight, shape.inHeight, shape.filterHeight) - row;
    const fromLine = image + <usize>(top + row * shape.dilationHeight) * line;
    for (let x = 0; x < shape.outWidth; ) {
      const many = group > 1 && last >= shape.padLeft && x >= shape.padLeft && x < last + group;
      // The last group reaches back over the one before where less are left.
      if (many && x > last) x = last;
      const left = x * shape.strideWidth - shape.padLeft;
      let column = 0, columns = shape.filterWidth;
      if (!many) {
        column = firstInside(left, shape.dilationWidth);
        columns = endInside(left, shape.dilationWidth, shape.inWidth, columns) - column;
      }
      const pixels = many ? group : 1, from = fromLine + <usize>(left + column * shape.dilationWidth) * pixel;
      const weights = (many ? wide : filter) + <usize>pixels * (<usize>row * filterLine + <usize>column * pixel);
      weightedSum(
        pixels * channels, rows, columns, from, rowStep, pixelStep, weights, <usize>pixels * filterLine,
        <usize>pixels * pixel, output + <usize>x * pixel, many ? wideBias : bias, isRelu,
      );
      x += pixels;
    }
    output += <usize>shape.outWidth * pixel;
  }
}

/** imageGradients[n,h,w,c] from outputGradient[n,oh,ow,c*m] and filter[fh,fw,c,m]. */
export function depthwiseImageGradient(
  shape: ConvShape, filter: usize, outputGradient: usize, imageGradients: usize, scratch: usize,
): void {
  if (isThreeByThree(shape)) return threeByThreeImageGradient(shape, filter, outputGradient, imageGradients, scratch);
  const times = shape.inChannels ? shape.outChannels / shape.inChannels : 1;
  const wide = scratch + repeatedBytes(shape);
  const group = groupOf(shape, shape.inWidth);
  if (group > 1) repeatRows(filter, shape.filterHeight * shape.filterWidth, shape.outChannels, group, wide);
  for (let item = 0; item < shape.batch; item++) {
    imageBackward(shape, filter, wide, group, outputGradient, times != 1 ? scratch : imageGradients);
    if (times != 1) sumRepeated(scratch, imageSize(shape), times, imageGradients);
    outputGradient += outputBytes(shape);
    imageGradients += imageBytes(shape);
  }
}

// Each input pixel asks which outputs saw it: tap i saw input row y from output row (y + padTop - i * dilation) / stride,
// where that is a whole number. From one such tap to the next, the output row falls while the tap rises.
function imageBackward(
  shape: ConvShape, filter: usize, wide: usize, group: i32, outputGradient: usize, imageGradient: usize,
): void {
  const channels = shape.outChannels, pixel = <usize>channels << 2;
  const line = <usize>shape.outWidth * pixel, filterLine = <usize>shape.filterWidth * pixel;
  const rowTaps = tapStep(shape.strideHeight, shape.dilationHeight);
  const columnTaps = tapStep(shape.strideWidth, shape.dilationWidth);
  const rowStep = 0 - <usize>(rowTaps * shape.dilationHeight / shape.strideHeight) * line;
  const pixelStep = 0 - <usize>(columnTaps * shape.dilationWidth / shape.strideWidth) * pixel;
  for (let y = 0; y < shape.inHeight; y++) {
    const down = y + shape.padTop;
    const row = firstSeen(down, shape.dilationHeight, shape.strideHeight, shape.outHeight, shape.filterHeight);
    const rows = countSeen(row, rowTaps, down, shape.dilationHeight, shape.filterHeight);
    const fromLine = outputGradient + <usize>((down - row * shape.dilationHeight) / shape.strideHeight) * line;
    for (let x = 0; x < shape.inWidth; ) {
      const right = x + shape.padLeft;
      const column = firstSeen(right, shape.dilationWidth, shape.strideWidth, shape.outWidth, shape.filterWidth);
      const columns = countSeen(column, columnTaps, right, shape.dilationWidth, shape.filterWidth);
      const many = group > 1 && columns == shape.filterWidth && right + group <= shape.outWidth &&
        x + group <= shape.inWidth;
      const pixels = many ? group : 1;
      const from = fromLine + <usize>((right - column * shape.dilationWidth) / shape.strideWidth) * pixel;
      const weights = (many ? wide : filter) + <usize>pixels * (<usize>row * filterLine + <usize>column * pixel);
      weightedSum(
        pixels * channels, rows, columns, from, rowStep, pixelStep, weights, <usize>(pixels * rowTaps) * filterLine,
        <usize>(pixels * columnTaps) * pixel, imageGradient, 0, false,
      );
      imageGradient += <usize>pixels * pixel;
      x += pixels;
    }
  }
}

// How many taps on the next one is that sees the same input from a whole output position: stride / gcd(stride, dilation).
function tapStep(stride: i32, dilation: i32): i32 {
  let step = 1;
  while (step * dilation % stride != 0) step++;
  return step;
}

// The first tap through which an output in 0 .. positions saw the input at `position`, and how many there are from it on.
// @ts-ignore: decorator
@inline
function firstSeen(position: i32, dilation: i32, stride: i32, positions: i32, taps: i32): i32 {
  const beyond = position - stride * (positions - 1);
  let tap = beyond > 0 ? (beyond + dilation - 1) / dilation : 0;
  if (stride > 1) while (tap < taps && (position - tap * dilation) % stride != 0) tap++;
  return tap;
}

// @ts-ignore: decorator
@inline
function countSeen(first: i32, step: i32, position: i32, dilation: i32, taps: i32): i32 {
  const end = position >= (taps - 1) * dilation ? taps : position / dilation + 1;
  return step == 1 ? end - first : (end - first + step - 1) / step;
}

/** filterGradient[fh,fw,c,m] from images[n,h,w,c] and outputGradient[n,oh,ow,c*m]. */
export function depthwiseFilterGradient(
  shape: ConvShape, images: usize, outputGradient: usize, filterGradient: usize, scratch: usize,
): void {
  if (isThreeByThree(shape)) return threeByThreeFilterGradient(shape, images, outputGradient, filterGradient, scratch);
  const times = shape.inChannels ? shape.outChannels / shape.inChannels : 1;
  zeroFloats(filterGradient, shape.filterHeight * shape.filterWidth * shape.outChannels);
  for (let item = 0; item < shape.batch; item++) {
    if (times != 1) repeatEach(images, imageSize(shape), times, scratch);
    filterBackward(shape, times != 1 ? scratch : images, outputGradient, filterGradient);
    images += imageBytes(shape);
    outputGradient += outputBytes(shape);
  }
}

// Row by row: a row of the image and one of the gradient stay in the cache while all taps of the row read them.
function filterBackward(shape: ConvShape, image: usize, outputGradient: usize, filterGradient: usize): void {
  const channels = shape.outChannels, pixel = <usize>channels << 2;
  const line = <usize>shape.inWidth * pixel, outLine = <usize>shape.outWidth * pixel;
  const pixelStep = <usize>shape.strideWidth * pixel;
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
          addWeightedSum(channels, count, from, pixelStep, outputGradient + <usize>first * pixel, pixel, sums);
        }
        sums += pixel;
      }
    }
    outputGradient += outLine;
  }
}
