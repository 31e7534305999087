// Convolution with a filter of one pixel and stride 1: the pixels of all images are the rows of one matrix, so that forward
// and both gradients are plain products, without patches. Which convolutions go this way: conv2d.ts.
import { LINEAR, biasActivation, nextActivationGradient } from '../activation/activation';
import { ConvShape, outPixels } from './conv-shape';
import { addFloats, copyFloats, zeroFloats } from '../memory/floats';
import { GEMM_SCRATCH_BYTES, gemm, rowsTimesPanels } from '../gemm/gemm';
import { packB } from '../gemm/pack';

/** Steps of a product that one pass takes: a panel of eight columns then fills a third of a first-level cache. */
const STEPS: i32 = 512;
/** Floats of the operands and the result of one strip of pixels: half a megabyte of the second-level cache. */
const STRIP_FLOATS: i32 = 131072;
/** Pixels whose products with the gradient are added up before they are added to the filter's: gemm takes 384 at a time. */
const GRADIENT_PIXELS: i32 = 1536;

function panelFloats(k: i32, n: i32): i32 {
  return k * (n + 7 & ~7);
}

function packedBytes(shape: ConvShape): usize {
  const forward = panelFloats(shape.inChannels, shape.outChannels), backward = panelFloats(shape.outChannels, shape.inChannels);
  return <usize>max(forward, backward) << 2;
}

/** Scratch bytes of the functions below. */
export function pixelsScratchBytes(shape: ConvShape): usize {
  return GEMM_SCRATCH_BYTES + packedBytes(shape) + (<usize>((shape.inChannels + 1) * shape.outChannels) << 2);
}

/** output[pixels, outChannels] = activation(image[pixels, inChannels] filter[inChannels, outChannels] + bias). */
export function pixelsForward(
  shape: ConvShape, image: usize, filter: usize, bias: usize, activation: i32, output: usize, scratch: usize,
): void {
  const k = shape.inChannels, n = shape.outChannels, pixels = outPixels(shape), strip = stripPixels(k, n);
  const panels = scratch + GEMM_SCRATCH_BYTES, from = <usize>k << 2, to = <usize>n << 2;
  packFilter(filter, to, 4, k, n, panels);
  for (let pixel = 0; pixel < pixels; pixel += strip) {
    const count = min(pixels - pixel, strip), at = output + <usize>pixel * to;
    timesPanels(count, n, k, image + <usize>pixel * from, panels, at, scratch);
    if (bias || activation != LINEAR) biasActivation(at, count, n, bias, activation);
  }
}

/**
 * imageGradient = dZ[pixels, outChannels] filter'; filterGradient (+)= image' dZ; biasGradient (+)= the sum of dZ, as
 * stripsBackward has them (conv2d-strips.ts).
 */
export function pixelsBackward(
  shape: ConvShape, image: usize, filter: usize, a: usize, activation: i32, outputGradient: usize, imageGradient: usize,
  filterGradient: usize, biasGradient: usize, accumulate: bool, scratch: usize,
): void {
  const k = shape.inChannels, n = shape.outChannels, pixels = outPixels(shape), strip = stripPixels(n, k);
  const panels = scratch + GEMM_SCRATCH_BYTES, sums = panels + packedBytes(shape), biasSums = sums + (<usize>(k * n) << 2);
  const from = <usize>k << 2, to = <usize>n << 2;
  // What is not added to anything needs no place of its own.
  const products = accumulate ? sums : filterGradient;
  if (imageGradient) packFilter(filter, 4, to, n, k, panels);
  if (filterGradient && pixels == 0) zeroFloats(products, k * n);
  zeroFloats(biasSums, n);
  for (let first = 0; first < pixels; first += GRADIENT_PIXELS) {
    const count = min(pixels - first, GRADIENT_PIXELS), dz = outputGradient + <usize>first * to;
    if (activation != LINEAR || biasGradient) nextActivationGradient(dz, a + (dz - outputGradient), count, n, activation, biasSums);
    const pixel = image + <usize>first * from;
    if (filterGradient) gemm(k, n, count, pixel, 4, from, dz, to, 4, products, to, first > 0, scratch);
    if (imageGradient) for (let at = 0; at < count; at += strip) {
      const gradient = imageGradient + <usize>(first + at) * from;
      timesPanels(min(count - at, strip), k, n, dz + <usize>at * to, panels, gradient, scratch);
    }
  }
  if (filterGradient && accumulate) addFloats(filterGradient, sums, k * n);
  if (!biasGradient) return;
  if (accumulate) addFloats(biasGradient, biasSums, n);
  else copyFloats(biasGradient, biasSums, n);
}

function stripPixels(k: i32, n: i32): i32 {
  return max(32, STRIP_FLOATS / (k + n) & ~3);
}

// The k rows of the filter, or of its transpose, in passes of STEPS.
function packFilter(filter: usize, rowStride: usize, columnStride: usize, k: i32, n: i32, panels: usize): void {
  for (let step = 0; step < k; step += STEPS) {
    const steps = min(k - step, STEPS);
    packB(filter + <usize>step * rowStride, rowStride, columnStride, steps, n, panels);
    panels += <usize>panelFloats(steps, n) << 2;
  }
}

function timesPanels(rows: i32, n: i32, k: i32, from: usize, panels: usize, to: usize, scratch: usize): void {
  for (let step = 0; step < k; step += STEPS) {
    const steps = min(k - step, STEPS);
    rowsTimesPanels(rows, n, steps, from + (<usize>step << 2), <usize>k << 2, panels, to, <usize>n << 2, step > 0, scratch);
    panels += <usize>panelFloats(steps, n) << 2;
  }
}
