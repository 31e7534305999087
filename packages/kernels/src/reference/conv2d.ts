// Two-dimensional convolution y[n,oh,ow,d] of images x[n,h,w,c] with a filter w[fh,fw,c,d], and its two gradients, as
// naive loops in 64-bit arithmetic: what assembly/conv2d.ts must equal. All three walk over the same triples
// (input, weight, output); they differ only in which of the three they sum up.
import { taps, type WindowGeometry } from './window-geometry.ts';

/** y = Σ x w over the window's places and the input channels. */
export function conv2d(
  geometry: WindowGeometry,
  { x, filter }: { x: ArrayLike<number>; filter: ArrayLike<number> },
): Float64Array {
  const { batchSize, outHeight, outWidth, outChannels } = geometry;
  const y = new Float64Array(batchSize * outHeight * outWidth * outChannels);
  for (const { input, weight, output } of products(geometry)) y[output] += x[input] * filter[weight];
  return y;
}

/** dx = Σ dy w over all outputs that an input had a part in. */
export function conv2dInputGradient(
  geometry: WindowGeometry,
  { dy, filter }: { dy: ArrayLike<number>; filter: ArrayLike<number> },
): Float64Array {
  const { batchSize, inHeight, inWidth, inChannels } = geometry;
  const dx = new Float64Array(batchSize * inHeight * inWidth * inChannels);
  for (const { input, weight, output } of products(geometry)) dx[input] += dy[output] * filter[weight];
  return dx;
}

/** dw = Σ x dy over all images and all places of the window. */
export function conv2dFilterGradient(
  geometry: WindowGeometry,
  { x, dy }: { x: ArrayLike<number>; dy: ArrayLike<number> },
): Float64Array {
  const { filterHeight, filterWidth, inChannels, outChannels } = geometry;
  const dw = new Float64Array(filterHeight * filterWidth * inChannels * outChannels);
  for (const { input, weight, output } of products(geometry)) dw[weight] += x[input] * dy[output];
  return dw;
}

// Which input is multiplied by which weight on behalf of which output: indices into the three arrays.
function* products(geometry: WindowGeometry): Generator<{ input: number; weight: number; output: number }> {
  const { inChannels, outChannels } = geometry;
  for (const { inPixel, outPixel, place } of taps(geometry)) {
    for (let c = 0; c < inChannels; c++) {
      for (let d = 0; d < outChannels; d++) {
        yield {
          input: inPixel * inChannels + c,
          weight: (place * inChannels + c) * outChannels + d,
          output: outPixel * outChannels + d,
        };
      }
    }
  }
}
