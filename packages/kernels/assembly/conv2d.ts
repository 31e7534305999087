// Two-dimensional convolution and its two gradients, each a matrix product over strips of patches. The naive loops
// that these must equal are in src/reference/conv2d.ts.
import { ConvShape, outPixels, patchLength } from './conv-shape';
import { addFloats, zeroFloats } from './floats';
import { GEMM_SCRATCH_BYTES, gemm } from './gemm';
import { suitsWinograd, winogradFilterGradient, winogradForward, winogradInputGradient, winogradScratchBytes } from './winograd';
import { STRIP, gatherPatches, scatterPatches } from './patches';

/** Scratch bytes of the three functions below. */
export function conv2dScratchBytes(shape: ConvShape): usize {
  if (suitsWinograd(shape)) return winogradScratchBytes(shape);
  const sums = patchLength(shape) * shape.outChannels;
  return GEMM_SCRATCH_BYTES + (<usize>(STRIP * patchLength(shape) + sums) << 2);
}

/** output[pixels, outChannels] = patches(image) filter[patch, outChannels]. */
export function conv2d(shape: ConvShape, image: usize, filter: usize, output: usize, scratch: usize): void {
  if (suitsWinograd(shape)) return winogradForward(shape, image, filter, output, scratch);
  const patch = patchLength(shape), channels = shape.outChannels, pixels = outPixels(shape);
  const patches = scratch + GEMM_SCRATCH_BYTES;
  const patchBytes = <usize>patch << 2, pixelBytes = <usize>channels << 2;
  for (let pixel = 0; pixel < pixels; pixel += STRIP) {
    const count = min(pixels - pixel, STRIP);
    gatherPatches(shape, image, pixel, count, patches);
    const target = output + <usize>pixel * pixelBytes;
    gemm(count, channels, patch, patches, patchBytes, 4, filter, pixelBytes, 4, target, pixelBytes, false, scratch);
  }
}

/** imageGradient = scattered(outputGradient[pixels, outChannels] filter'[outChannels, patch]). */
export function conv2dBackpropInput(
  shape: ConvShape, outputGradient: usize, filter: usize, imageGradient: usize, scratch: usize,
): void {
  if (suitsWinograd(shape)) return winogradInputGradient(shape, outputGradient, filter, imageGradient, scratch);
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

/**
 * filterGradient[patch, outChannels] (+)= patches(image)' outputGradient[pixels, outChannels]. The sum is finished before
 * it is accumulated.
 */
export function conv2dBackpropFilter(
  shape: ConvShape, image: usize, outputGradient: usize, filterGradient: usize, accumulate: bool, scratch: usize,
): void {
  if (suitsWinograd(shape)) return winogradFilterGradient(shape, image, outputGradient, filterGradient, accumulate, scratch);
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
