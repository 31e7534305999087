// Max pooling y[n,oh,ow,c] of images x[n,h,w,c], and its gradient, as naive loops: what assembly/pooling/max-pool.ts must
// equal. Both ask the same question, which input is a window's largest; forward takes its value, backward its place.
import { taps, type WindowGeometry } from '../convolution/window-geometry.ts';

/** The largest input of each window; -Infinity where no input exceeds that. */
export function maxPool(geometry: WindowGeometry, x: ArrayLike<number>): Float64Array {
  return Float64Array.from(winners(geometry, x), (place) =>
    place < 0 ? Number.NEGATIVE_INFINITY : x[place],
  );
}

/** dx: each output's gradient goes to the input that won its window, and to none where there was no winner. */
export function maxPoolGradient(
  geometry: WindowGeometry,
  { dy, x }: { dy: ArrayLike<number>; x: ArrayLike<number> },
): Float64Array {
  const dx = new Float64Array(x.length);
  winners(geometry, x).forEach((place, output) => {
    if (place >= 0) dx[place] += dy[output];
  });
  return dx;
}

// For each output the index of the first largest input, or -1: NaN never wins, nor does -Infinity.
function winners(geometry: WindowGeometry, x: ArrayLike<number>): Int32Array {
  const { batchSize, outHeight, outWidth, inChannels } = geometry;
  const places = new Int32Array(batchSize * outHeight * outWidth * inChannels).fill(-1);
  for (const { inPixel, outPixel } of taps(geometry)) {
    for (let c = 0; c < inChannels; c++) {
      const input = inPixel * inChannels + c;
      const output = outPixel * inChannels + c;
      const best = places[output] < 0 ? Number.NEGATIVE_INFINITY : x[places[output]];
      if (x[input] > best) places[output] = input;
    }
  }
  return places;
}
