// The shape of a two-dimensional convolution or pooling, NHWC, as the host lays it out in memory: 32-bit integers
// in this order (src/kernels/convolution/conv-shape.ts writes it).

@unmanaged
export class ConvShape {
  batch: i32;
  inHeight: i32;
  inWidth: i32;
  inChannels: i32;
  outHeight: i32;
  outWidth: i32;
  outChannels: i32;
  filterHeight: i32;
  filterWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  dilationHeight: i32;
  dilationWidth: i32;
  padTop: i32;
  padLeft: i32;
}

/** Length of one patch: the inputs that one output pixel sees. */
export function patchLength(shape: ConvShape): i32 {
  return shape.filterHeight * shape.filterWidth * shape.inChannels;
}

/** Output pixels of the whole batch. */
export function outPixels(shape: ConvShape): i32 {
  return shape.batch * shape.outHeight * shape.outWidth;
}

/** The first of a row of taps, `dilation` apart from `start` on, that does not lie before the image. */
// @ts-ignore: decorator
@inline
export function firstInside(start: i32, dilation: i32): i32 {
  if (start >= 0) return 0;
  return dilation == 1 ? -start : (dilation - 1 - start) / dilation;
}

/** The first of `taps` that lies behind an image of `size`. */
// @ts-ignore: decorator
@inline
export function endInside(start: i32, dilation: i32, size: i32, taps: i32): i32 {
  // The usual cases first: divisions are slow.
  if (start + (taps - 1) * dilation < size) return taps;
  if (start >= size) return 0;
  return dilation == 1 ? size - start : (size - start + dilation - 1) / dilation;
}

/** Whether the filter sees one pixel at a time, each in turn. */
export function patchesArePixels(shape: ConvShape): bool {
  return shape.filterHeight == 1 && shape.filterWidth == 1 && shape.strideHeight == 1 && shape.strideWidth == 1 &&
    shape.padTop == 0 && shape.padLeft == 0 && shape.outHeight == shape.inHeight && shape.outWidth == shape.inWidth;
}
