// Convolution as a matrix product over the patches that the filter sees, for a strip of output pixels at a time: what a strip
// needs stays in the cache. Any filter, stride and dilation goes this way. Which convolutions do: conv2d.ts.
import { LINEAR, biasActivation, nextActivationGradient } from '../activation/activation';
import { ConvShape, outPixels, patchLength } from './conv-shape';
import {
  rowsFilterGradientBytes, rowsFilterGradientStrip, rowsFilterGradientSums, rowsImageGradient, rowsImageGradientBytes,
  suitsRowsFilterGradient, suitsRowsImageGradient,
} from './conv2d-rows-gradient';
import { addFloats, copyFloats, zeroFloats } from '../memory/floats';
import { GEMM_SCRATCH_BYTES, gemm } from '../gemm/gemm';
import { STRIP, im2col, col2im } from './im2col';
import { TILE_COLUMNS, columnsTimesPanel } from '../gemm/tile';

// Whole tiles of patches: what is behind a patch is the next one's.
function paddedLength(shape: ConvShape): i32 {
  return patchLength(shape) + 3 & ~3;
}

/** Scratch bytes of the functions below. */
export function stripsScratchBytes(shape: ConvShape): usize {
  const filter = suitsRowsFilterGradient(shape) ? rowsFilterGradientBytes(shape) : 0;
  const image = suitsRowsImageGradient(shape) ? rowsImageGradientBytes(shape) : 0;
  return ownScratchBytes(shape) + max(filter, image) + 16;
}

function ownScratchBytes(shape: ConvShape): usize {
  const padded = paddedLength(shape);
  return GEMM_SCRATCH_BYTES + (<usize>(STRIP * padded + padded * shape.outChannels + shape.outChannels) << 2);
}

/** output[pixels, outChannels] = activation(patches(image) filter[patch, outChannels] + bias). */
export function stripsForward(
  shape: ConvShape, image: usize, filter: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  const patch = patchLength(shape), channels = shape.outChannels, pixels = outPixels(shape), patches = scratch + GEMM_SCRATCH_BYTES;
  const patchBytes = <usize>patch << 2, pixelBytes = <usize>channels << 2;
  for (let pixel = 0; pixel < pixels; pixel += STRIP) {
    const count = min(pixels - pixel, STRIP);
    im2col(shape, image, pixel, count, patches);
    gemm(count, channels, patch, patches, patchBytes, 4, filter, pixelBytes, 4, output, pixelBytes, false, scratch);
    if (bias || activation != LINEAR) biasActivation(output, count, channels, bias, activation);
    output += <usize>count * pixelBytes;
  }
}

/**
 * imageGradient = scattered(dZ[pixels, outChannels] filter'[outChannels, patch]); filterGradient (+)= patches(image)' dZ;
 * biasGradient (+)= the sum of dZ, which is outputGradient times the activation's derivative where the output was `a`.
 * outputGradient is overwritten with it. Each of the three may be 0, and is then left out.
 */
export function stripsBackward(
  shape: ConvShape, image: usize, filter: usize, a: usize, activation: i32, outputGradient: usize, imageGradient: usize,
  filterGradient: usize, biasGradient: usize, accumulate: bool, scratch: usize,
): void {
  const patch = patchLength(shape), channels = shape.outChannels, pixels = outPixels(shape), padded = paddedLength(shape);
  const patches = scratch + GEMM_SCRATCH_BYTES, sums = patches + (<usize>(STRIP * padded) << 2);
  const biasSums = sums + (<usize>(padded * channels) << 2), patchBytes = <usize>patch << 2, pixelBytes = <usize>channels << 2;
  const filterByRows = suitsRowsFilterGradient(shape), imageByRows = suitsRowsImageGradient(shape);
  const rowsScratch = scratch + (ownScratchBytes(shape) + 15 & ~15);
  if (filterGradient && !filterByRows) zeroFloats(sums, padded * channels);
  zeroFloats(biasSums, channels);
  if (imageGradient && !imageByRows) zeroFloats(imageGradient, shape.batch * shape.inHeight * shape.inWidth * shape.inChannels);
  for (let pixel = 0; pixel < pixels; pixel += STRIP) {
    const count = min(pixels - pixel, STRIP), at = <usize>pixel * pixelBytes, dz = outputGradient + at;
    if (activation != LINEAR || biasGradient) nextActivationGradient(dz, a + at, count, channels, activation, biasSums);
    if (imageGradient && !imageByRows) {
      gemm(count, patch, channels, dz, pixelBytes, 4, filter, 4, pixelBytes, patches, patchBytes, false, scratch);
      col2im(shape, imageGradient, pixel, count, patches);
    }
    if (!filterGradient) continue;
    if (filterByRows) {
      rowsFilterGradientStrip(shape, image, pixel, count, dz, rowsScratch);
      continue;
    }
    im2col(shape, image, pixel, count, patches);
    addPatchProducts(patch, channels, count, patches, dz, sums, scratch);
  }
  if (!filterByRows) finish(filterGradient, sums, patch * channels, accumulate);
  else if (filterGradient) rowsFilterGradientSums(shape, filterGradient, accumulate, rowsScratch);
  // After the filter's sums, which lie in the same scratch memory.
  if (imageGradient && imageByRows) rowsImageGradient(shape, filter, outputGradient, imageGradient, rowsScratch);
  finish(biasGradient, biasSums, channels, accumulate);
}

// sums[patch, channels] += patches[count, patch]' dz[count, channels]. Of whole columns of tiles all is read in place.
function addPatchProducts(patch: i32, channels: i32, count: i32, patches: usize, dz: usize, sums: usize, scratch: usize): void {
  const patchBytes = <usize>patch << 2, pixelBytes = <usize>channels << 2;
  if ((channels & TILE_COLUMNS - 1) != 0) {
    gemm(patch, channels, count, patches, 4, patchBytes, dz, pixelBytes, 4, sums, pixelBytes, true, scratch);
    return;
  }
  for (let at: usize = 0; at < pixelBytes; at += TILE_COLUMNS << 2) {
    columnsTimesPanel(patch + 3 & ~3, count, patches, patchBytes, dz + at, pixelBytes, sums + at, pixelBytes, true);
  }
}

function finish(gradient: usize, sums: usize, count: i32, accumulate: bool): void {
  if (!gradient) return;
  if (accumulate) addFloats(gradient, sums, count);
  else copyFloats(gradient, sums, count);
}
