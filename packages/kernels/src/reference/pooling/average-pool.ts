// Average pooling y[n,oh,ow,c] of images x[n,h,w,c], and its gradient, as naive loops: what assembly/pooling/average-pool.ts
// must equal. What hangs over the edge counts for nothing: the mean is over the inputs that are there.
import { taps, type WindowGeometry } from '../convolution/window-geometry.ts';

/** The mean of each window; NaN where a window has no input. */
export function averagePool(geometry: WindowGeometry, x: ArrayLike<number>): Float64Array {
  const { inChannels } = geometry;
  const counts = inputsPerWindow(geometry);
  const y = new Float64Array(counts.length * inChannels);
  for (const { inPixel, outPixel } of taps(geometry)) {
    for (let c = 0; c < inChannels; c++) y[outPixel * inChannels + c] += x[inPixel * inChannels + c];
  }
  return y.map((sum, output) => sum / counts[Math.floor(output / inChannels)]);
}

/** dx: each output's gradient in equal parts to the inputs that it is the mean of. */
export function averagePoolGradient(geometry: WindowGeometry, dy: ArrayLike<number>): Float64Array {
  const { batchSize, inHeight, inWidth, inChannels } = geometry;
  const counts = inputsPerWindow(geometry);
  const dx = new Float64Array(batchSize * inHeight * inWidth * inChannels);
  for (const { inPixel, outPixel } of taps(geometry)) {
    for (let c = 0; c < inChannels; c++) {
      dx[inPixel * inChannels + c] += dy[outPixel * inChannels + c] / counts[outPixel];
    }
  }
  return dx;
}

function inputsPerWindow(geometry: WindowGeometry): Int32Array {
  const counts = new Int32Array(geometry.batchSize * geometry.outHeight * geometry.outWidth);
  for (const { outPixel } of taps(geometry)) counts[outPixel]++;
  return counts;
}
