// Depthwise convolution, NHWC, both gradients (forward: forward.ts): every channel has filters of its own. The naive loops that these
// must equal are in src/reference/depthwise.ts. One image at a time; where a channel has several filters, it is first
// laid out as often as it has filters, so that output channel d always belongs to channel d of what is read. Neighbouring
// pixels of few channels are taken as one with as many more, under a filter that is repeated for each.
import { ConvShape, endInside, firstInside } from '../conv2d/conv-shape';
import { isThreeByThree, threeByThreeFilterGradient, threeByThreeImageGradient } from './three-by-three';
import { filterBytes, groupOf, imageBytes, imageSize, outputBytes, repeatedBytes } from './scratch';
import { zeroFloats } from '../memory/floats';
import { repeatEach, repeatRows, sumRepeated } from '../memory/repeat';
import { addWeightedSum, weightedSum } from './weighted-sum';

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
  const end = place >= (taps - 1) * dilation ? taps : place / dilation + 1;
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
