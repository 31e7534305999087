// Rungs: im2col. Once with the whole patch matrix, nine times as large as the image, written to memory and read back;
// once strip by strip, so that patches never leave the cache.
import { packedProduct, packedScratchBytes } from './packed-product';
import { gatherPatches } from './patches';

const STRIP: i32 = 256;

/** As naiveConvolution(); channels a multiple of 4, filters of 8, output pixels of 4. */
export function wholePatchConvolution(
  count: i32, size: i32, channels: i32, filters: i32, image: usize, filter: usize, output: usize, scratch: usize,
): void {
  const pixels = count * (size - 2) * (size - 2), patch = 9 * channels;
  const patches = scratch + packedScratchBytes(filters);
  gatherPatches(size, channels, image, 0, pixels, patches);
  packedProduct(pixels, filters, patch, patches, filter, output, scratch);
}

/** As wholePatchConvolution(), a strip of pixels at a time. */
export function stripConvolution(
  count: i32, size: i32, channels: i32, filters: i32, image: usize, filter: usize, output: usize, scratch: usize,
): void {
  const pixels = count * (size - 2) * (size - 2), patch = 9 * channels;
  const patches = scratch + packedScratchBytes(filters);
  for (let first = 0; first < pixels; first += STRIP) {
    const rows = min(pixels - first, STRIP);
    gatherPatches(size, channels, image, first, rows, patches);
    packedProduct(rows, filters, patch, patches, filter, output, scratch);
    output += <usize>(rows * filters) << 2;
  }
}
