// Depthwise convolution y[n,oh,ow,c*m] of images x[n,h,w,c] with a filter w[fh,fw,c,m], and its two gradients, as naive
// loops in 64-bit arithmetic: what assembly/depthwise/depthwise.ts must equal. As in conv2d.ts, but that an output channel sees
// one input channel only.
import { taps, type WindowGeometry } from './window-geometry.ts';

/** y = Σ x w over the window's places. */
export function depthwise(
  geometry: WindowGeometry,
  { x, filter }: { x: ArrayLike<number>; filter: ArrayLike<number> },
): Float64Array {
  const y = new Float64Array(
    geometry.batchSize * geometry.outHeight * geometry.outWidth * geometry.outChannels,
  );
  for (const { input, weight, output } of triples(geometry)) y[output] += x[input] * filter[weight];
  return y;
}

/** dx = Σ dy w over all outputs that an input had a part in. */
export function depthwiseInputGradient(
  geometry: WindowGeometry,
  { dy, filter }: { dy: ArrayLike<number>; filter: ArrayLike<number> },
): Float64Array {
  const dx = new Float64Array(
    geometry.batchSize * geometry.inHeight * geometry.inWidth * geometry.inChannels,
  );
  for (const { input, weight, output } of triples(geometry)) dx[input] += dy[output] * filter[weight];
  return dx;
}

/** dw = Σ x dy over all images and all places of the window. */
export function depthwiseFilterGradient(
  geometry: WindowGeometry,
  { x, dy }: { x: ArrayLike<number>; dy: ArrayLike<number> },
): Float64Array {
  const dw = new Float64Array(geometry.filterHeight * geometry.filterWidth * geometry.outChannels);
  for (const { input, weight, output } of triples(geometry)) dw[weight] += x[input] * dy[output];
  return dw;
}

// Which input met which weight for which output.
function* triples(geometry: WindowGeometry): Generator<{ input: number; weight: number; output: number }> {
  const { inChannels, outChannels } = geometry;
  for (const { inPixel, place, outPixel } of taps(geometry)) {
    for (let d = 0; d < outChannels; d++) {
      const channel = Math.floor((d * inChannels) / outChannels);
      yield {
        input: inPixel * inChannels + channel,
        weight: place * outChannels + d,
        output: outPixel * outChannels + d,
      };
    }
  }
}
