// Two-dimensional convolution y[n,oh,ow,d] of images x[n,h,w,c] with a filter w[fh,fw,c,d], and its two gradients, as
// naive loops in 64-bit arithmetic: what assembly/conv2d/conv2d.ts must equal. All three walk over the same triples of an
// input, a weight and an output; they differ only in which of the three is summed up from the other two.
import { taps, type WindowGeometry } from './window-geometry.ts';

/** y = Σ x w over the window's places and the input channels. */
export function conv2d(
  geometry: WindowGeometry,
  { x, filter }: { x: ArrayLike<number>; filter: ArrayLike<number> },
): Float64Array {
  const { batchSize, outHeight, outWidth, inChannels, outChannels } = geometry;
  const y = new Float64Array(batchSize * outHeight * outWidth * outChannels);
  for (const { inPixel, place, outPixel } of taps(geometry)) {
    for (let c = 0; c < inChannels; c++) {
      for (let d = 0; d < outChannels; d++) {
        y[outPixel * outChannels + d] +=
          x[inPixel * inChannels + c] * filter[(place * inChannels + c) * outChannels + d];
      }
    }
  }
  return y;
}

/** dx = Σ dy w over all outputs that an input had a part in. */
export function conv2dInputGradient(
  geometry: WindowGeometry,
  { dy, filter }: { dy: ArrayLike<number>; filter: ArrayLike<number> },
): Float64Array {
  const { batchSize, inHeight, inWidth, inChannels, outChannels } = geometry;
  const dx = new Float64Array(batchSize * inHeight * inWidth * inChannels);
  for (const { inPixel, place, outPixel } of taps(geometry)) {
    for (let c = 0; c < inChannels; c++) {
      for (let d = 0; d < outChannels; d++) {
        dx[inPixel * inChannels + c] +=
          dy[outPixel * outChannels + d] * filter[(place * inChannels + c) * outChannels + d];
      }
    }
  }
  return dx;
}

/** dw = Σ x dy over all images and all places of the window. */
export function conv2dFilterGradient(
  geometry: WindowGeometry,
  { x, dy }: { x: ArrayLike<number>; dy: ArrayLike<number> },
): Float64Array {
  const { filterHeight, filterWidth, inChannels, outChannels } = geometry;
  const dw = new Float64Array(filterHeight * filterWidth * inChannels * outChannels);
  for (const { inPixel, place, outPixel } of taps(geometry)) {
    for (let c = 0; c < inChannels; c++) {
      for (let d = 0; d < outChannels; d++) {
        dw[(place * inChannels + c) * outChannels + d] +=
          x[inPixel * inChannels + c] * dy[outPixel * outChannels + d];
      }
    }
  }
  return dw;
}
