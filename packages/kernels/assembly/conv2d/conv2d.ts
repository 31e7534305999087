// Two-dimensional convolution, forward and backward: pixel by pixel, Winograd's way, along the image's rows, or by strips of
// patches, whichever suits. The naive loops that these must equal are in src/reference/convolution/conv2d.ts.
import { LINEAR, RELU, biasActivationGradient } from '../activation/activation';
import { ConvShape, outPixels, patchesArePixels } from './conv-shape';
import { pixelsBackward, pixelsForward, pixelsScratchBytes } from './conv2d-pixels';
import { convRows, suitsRows } from './conv2d-rows';
import { stripsBackward, stripsForward, stripsScratchBytes } from './conv2d-strips';
import { suitsWinograd, winogradBackward, winogradForward, winogradScratchBytes } from '../winograd/winograd';

/** Scratch bytes of the functions below. */
export function conv2dScratchBytes(shape: ConvShape): usize {
  if (suitsWinograd(shape)) return winogradScratchBytes(shape);
  if (patchesArePixels(shape)) return pixelsScratchBytes(shape);
  return stripsScratchBytes(shape);
}

/** output[pixels, outChannels] = activation(patches(image) filter[patch, outChannels] + bias); `bias` may be 0 for none. */
export function conv2d(
  shape: ConvShape, image: usize, filter: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  if (suitsWinograd(shape)) return winogradForward(shape, image, filter, bias, activation, output, 0, scratch);
  if (patchesArePixels(shape)) return pixelsForward(shape, image, filter, bias, activation, output, scratch);
  if (suitsRows(shape)) return convRows(shape, image, filter, bias, activation, output, scratch);
  stripsForward(shape, image, filter, bias, activation, output, scratch);
}

/**
 * From the gradient by the output a = activation(z): those by image, filter and bias. Each of the three may be 0, and is
 * then left out; filter's and bias' are finished before they are accumulated. `outputGradient` may be overwritten.
 */
export function conv2dBackward(
  shape: ConvShape, image: usize, filter: usize, a: usize, activation: i32, outputGradient: usize, imageGradient: usize,
  filterGradient: usize, biasGradient: usize, accumulate: bool, scratch: usize,
): void {
  if (patchesArePixels(shape)) {
    return pixelsBackward(
      shape, image, filter, a, activation, outputGradient, imageGradient, filterGradient, biasGradient, accumulate, scratch,
    );
  }
  if (!suitsWinograd(shape)) {
    return stripsBackward(
      shape, image, filter, a, activation, outputGradient, imageGradient, filterGradient, biasGradient, accumulate, scratch,
    );
  }
  if (activation == RELU || activation == LINEAR) {
    const cut = activation == RELU ? a : 0;
    return winogradBackward(
      shape, image, filter, cut, 0, outputGradient, imageGradient, filterGradient, biasGradient, accumulate, scratch,
    );
  }
  biasActivationGradient(outputGradient, a, outPixels(shape), shape.outChannels, activation, biasGradient, accumulate);
  winogradBackward(shape, image, filter, 0, 0, outputGradient, imageGradient, filterGradient, 0, accumulate, scratch);
}

/** Whether the two functions below do this convolution. */
export function takesPooling(shape: ConvShape, activation: i32): bool {
  return suitsWinograd(shape) && activation == RELU;
}

/**
 * pooled = 2x2 max pooling of relu(patches(image) filter + bias), [batch, outHeight / 2, outWidth / 2, outChannels] rounded
 * down. `indices` has room for a byte for each of them, and tells pooledConv2dBackward which of four it was.
 */
export function pooledConv2d(
  shape: ConvShape, image: usize, filter: usize, bias: usize, pooled: usize, indices: usize, scratch: usize,
): void {
  winogradForward(shape, image, filter, bias, RELU, pooled, indices, scratch);
}

/** As conv2dBackward, from the gradient of the pooled images. */
export function pooledConv2dBackward(
  shape: ConvShape, image: usize, filter: usize, indices: usize, pooledGradient: usize, imageGradient: usize,
  filterGradient: usize, biasGradient: usize, accumulate: bool, scratch: usize,
): void {
  winogradBackward(shape, image, filter, 0, indices, pooledGradient, imageGradient, filterGradient, biasGradient, accumulate, scratch);
}
