// Where a window stands over an image: the sizes that convolution and pooling share, and the walk over all of a
// window's places. tfjs' Conv2DInfo is such a geometry.

/** Images [batchSize, inHeight, inWidth, inChannels] and the window that slides to outHeight x outWidth places. */
export interface WindowGeometry {
  readonly batchSize: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  /** Rows and columns of nothing above and to the left of the image. */
  readonly padInfo: { readonly top: number; readonly left: number };
}

/** One pixel of the image, seen through one place of the window at one place of the output. */
export interface Tap {
  /** Which pixel of all images' pixels. */
  readonly inPixel: number;
  /** Which pixel of all outputs' pixels. */
  readonly outPixel: number;
  /** Which place within the window: row * filterWidth + column. */
  readonly place: number;
}

/** All taps, output pixel by output pixel, within each from the top left on; what lies outside the image is left out. */
export function* taps(geometry: WindowGeometry): Generator<Tap> {
  const { batchSize, outHeight, outWidth } = geometry;
  for (let outPixel = 0; outPixel < batchSize * outHeight * outWidth; outPixel++)
    yield* tapsAt(geometry, outPixel);
}

function* tapsAt(geometry: WindowGeometry, outPixel: number): Generator<Tap> {
  const { inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, padInfo } = geometry;
  const item = Math.floor(outPixel / (outHeight * outWidth));
  const top = (Math.floor(outPixel / outWidth) % outHeight) * geometry.strideHeight - padInfo.top;
  const left = (outPixel % outWidth) * geometry.strideWidth - padInfo.left;
  for (let i = 0; i < filterHeight; i++) {
    const row = top + i * geometry.dilationHeight;
    if (row < 0 || row >= inHeight) continue;
    for (let j = 0; j < filterWidth; j++) {
      const column = left + j * geometry.dilationWidth;
      if (column < 0 || column >= inWidth) continue;
      yield { inPixel: (item * inHeight + row) * inWidth + column, outPixel, place: i * filterWidth + j };
    }
  }
}
