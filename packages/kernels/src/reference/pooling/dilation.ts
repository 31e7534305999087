// Naive morphological dilation y[n,oh,ow,c] of images x[n,h,w,c] under a filter [fh,fw,c], and its gradients. Twin of
// assembly/pooling/dilation.ts.
import { taps, type WindowGeometry } from '../convolution/window-geometry.ts';

/** The largest sum of each window, and which numbers of images and filter it is made of. */
export function dilation(
  geometry: WindowGeometry,
  { x, filter }: { x: ArrayLike<number>; filter: ArrayLike<number> },
): { y: Float64Array; pixels: Int32Array; filterPlaces: Int32Array } {
  const { batchSize, outHeight, outWidth, inChannels } = geometry;
  const count = batchSize * outHeight * outWidth * inChannels;
  const y = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const [pixels, filterPlaces] = [new Int32Array(count).fill(-1), new Int32Array(count).fill(-1)];
  for (const { inPixel, outPixel, place } of taps(geometry))
    for (let c = 0; c < inChannels; c++) {
      const [at, over, to] = [inPixel, place, outPixel].map((index) => index * inChannels + c);
      if (x[at] + filter[over] <= y[to]) continue;
      y[to] = x[at] + filter[over];
      pixels[to] = at;
      filterPlaces[to] = over;
    }
  return { y, pixels, filterPlaces };
}
