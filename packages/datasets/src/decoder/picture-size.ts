// How large a picture may be, known from its header before any memory is taken for it.

/** More pixels than this are refused before they are decoded. */
export const maximumMegapixels = 50;

/** Throws an Error if a picture has no pixels, or too many. */
export function requireDecodableSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new Error(`it is ${width}x${height} pixels, and so has none`);
  if (width * height > maximumMegapixels * 1e6) {
    throw new Error(`it is ${width}x${height} pixels, more than ${maximumMegapixels} megapixels`);
  }
}
