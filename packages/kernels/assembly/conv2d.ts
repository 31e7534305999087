// Two-dimensional convolution, forward and backward: a matrix product over strips of patches, or Winograd's way where
// that suits. The naive loops that these must equal are in src/reference/conv2d.ts.
import { LINEAR, RELU, biasActivation, biasActivationGradient } from './activation';
import { ConvShape, outPixels, patchLength } from './conv-shape';
import { addFloats, zeroFloats } from './floats';
import { convRows, suitsRows } from './conv2d-rows';
import { GEMM_SCRATCH_BYTES, gemm } from './gemm';
import { STRIP, gatherPatches, scatterPatches } from './patches';
import { suitsWinograd, winogradBackward, winogradForward, winogradScratchBytes } from './winograd';

/** Pixels that are multiplied at once where they need not be gathered. */
const PIXELS: i32 = 512;

/** Scratch bytes of the functions below. */
export function conv2dScratchBytes(shape: ConvShape): usize {
  if (suitsWinograd(shape)) return winogradScratchBytes(shape);
  const sums = patchLength(shape) * shape.outChannels;
  return GEMM_SCRATCH_BYTES + (<usize>(STRIP * patchLength(shape) + sums) << 2);
}

/** output[pixels, outChannels] = activation(patches(image) filter[patch, outChannels] + bias); `bias` may be 0 for none. */
export function conv2d(
  shape: ConvShape, image: usize, filter: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  if (suitsWinograd(shape)) return winogradForward(shape, image, filter, bias, activation, output, 0, scratch);
  const patch = patchLength(shape), channels = shape.outChannels, pixels = outPixels(shape);
  const arePixels = patchesArePixels(shape);
  if (!arePixels && suitsRows(shape)) return convRows(shape, image, filter, bias, activation, output, scratch);
  const patches = scratch + GEMM_SCRATCH_BYTES, strip = arePixels ? PIXELS : STRIP;
  const patchBytes = <usize>patch << 2, pixelBytes = <usize>channels << 2;
  for (let pixel = 0; pixel < pixels; pixel += strip) {
    const count = min(pixels - pixel, strip), from = arePixels ? image + <usize>pixel * patchBytes : patches;
    if (!arePixels) gatherPatches(shape, image, pixel, count, patches);
    gemm(count, channels, patch, from, patchBytes, 4, filter, pixelBytes, 4, output, pixelBytes, false, scratch);
    if (bias || activation != LINEAR) biasActivation(output, count, channels, bias, activation);
    output += <usize>count * pixelBytes;
  }
}

// Whether the filter sees one pixel at a time, each in turn.
function patchesArePixels(shape: ConvShape): bool {
  return shape.filterHeight == 1 && shape.filterWidth == 1 && shape.strideHeight == 1 && shape.strideWidth == 1 &&
    shape.padTop == 0 && shape.padLeft == 0 && shape.outHeight == shape.inHeight && shape.outWidth == shape.inWidth;
}

/**
 * From the gradient by the output a = activation(z): those by image, filter and bias. Each of the three may be 0, and is
 * then left out; filter's and bias' are finished before they are accumulated. `outputGradient` may be overwritten.
 */
export function conv2dBackward(
  shape: ConvShape, image: usize, filter: usize, a: usize, activation: i32, outputGradient: usize, imageGradient: usize,
  filterGradient: usize, biasGradient: usize, accumulate: bool, scratch: usize,
): void {
  const isRelu = activation == RELU;
  if (suitsWinograd(shape) && (isRelu || activation == LINEAR)) {
    winogradBackward(
      shape, image, filter, isRelu ? a : 0, 0, outputGradient, imageGradient, filterGradient, biasGradient, accumulate, scratch,
    );
    return;
  }
  if (activation != LINEAR || biasGradient) {
    biasActivationGradient(outputGradient, a, outPixels(shape), shape.outChannels, activation, biasGradient, accumulate);
  }
  if (suitsWinograd(shape)) {
    winogradBackward(shape, image, filter, 0, 0, outputGradient, imageGradient, filterGradient, 0, accumulate, scratch);
  } else {
    if (imageGradient) imageBackward(shape, filter, outputGradient, imageGradient, scratch);
    if (filterGradient) filterBackward(shape, image, outputGradient, filterGradient, accumulate, scratch);
  }
}

/** Whether the two functions below do this convolution. */
export function takesPooling(shape: ConvShape, activation: i32): bool {
  return suitsWinograd(shape) && activation == RELU;
}

/**
 * pooled = 2x2 max pooling of relu(patches(image) filter + bias), [batch, outHeight / 2, outWidth / 2, outChannels] rounded
 * down. `places` has room for a byte for each of them, and tells pooledConv2dBackward which of four it was.
 */
export function pooledConv2d(
  shape: ConvShape, image: usize, filter: usize, bias: usize, pooled: usize, places: usize, scratch: usize,
): void {
  winogradForward(shape, image, filter, bias, RELU, pooled, places, scratch);
}

/** As conv2dBackward, from the gradient of the pooled images. */
export function pooledConv2dBackward(
  shape: ConvShape, image: usize, filter: usize, places: usize, pooledGradient: usize, imageGradient: usize,
  filterGradient: usize, biasGradient: usize, accumulate: bool, scratch: usize,
): void {
  winogradBackward(shape, image, filter, 0, places, pooledGradient, imageGradient, filterGradient, biasGradient, accumulate, scratch);
}

// imageGradient = scattered(outputGradient[pixels, outChannels] filter'[outChannels, patch]).
function imageBackward(shape: ConvShape, filter: usize, outputGradient: usize, imageGradient: usize, scratch: usize): void {
  const patch = patchLength(shape), channels = shape.outChannels, pixels = outPixels(shape);
  const patches = scratch + GEMM_SCRATCH_BYTES;
  const patchBytes = <usize>patch << 2, pixelBytes = <usize>channels << 2;
  zeroFloats(imageGradient, shape.batch * shape.inHeight * shape.inWidth * shape.inChannels);
  for (let pixel = 0; pixel < pixels; pixel += STRIP) {
    const count = min(pixels - pixel, STRIP);
    const source = outputGradient + <usize>pixel * pixelBytes;
    gemm(count, patch, channels, source, pixelBytes, 4, filter, 4, pixelBytes, patches, patchBytes, false, scratch);
    scatterPatches(shape, imageGradient, pixel, count, patches);
  }
}

// filterGradient[patch, outChannels] (+)= patches(image)' outputGradient[pixels, outChannels].
function filterBackward(
  shape: ConvShape, image: usize, outputGradient: usize, filterGradient: usize, accumulate: bool, scratch: usize,
): void {
  const patch = patchLength(shape), channels = shape.outChannels, pixels = outPixels(shape);
  const patches = scratch + GEMM_SCRATCH_BYTES;
  const patchBytes = <usize>patch << 2, pixelBytes = <usize>channels << 2;
  const sums = accumulate ? patches + <usize>STRIP * patchBytes : filterGradient;
  zeroFloats(sums, patch * channels);
  for (let pixel = 0; pixel < pixels; pixel += STRIP) {
    const count = min(pixels - pixel, STRIP);
    gatherPatches(shape, image, pixel, count, patches);
    const source = outputGradient + <usize>pixel * pixelBytes;
    gemm(patch, channels, count, patches, 4, patchBytes, source, pixelBytes, 4, sums, pixelBytes, true, scratch);
  }
  if (accumulate) addFloats(filterGradient, sums, patch * channels);
}
