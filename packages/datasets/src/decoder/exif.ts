// Reads the orientation that a camera records in EXIF data, and rotates an image accordingly.
import type { DecodedImage } from '../files/images/decode-image.ts';

/**
 * 1 as stored; 2 mirrored; 3 rotated by 180 degrees; 4 flipped; 5 transposed; 6 and 8 rotated by 90 degrees; 7
 * transversed.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/**
 * The orientation in EXIF data, a TIFF structure of either byte order. Returns 1 if it is missing or invalid, because
 * viewers show such an image as it is stored.
 */
export function orientationOf(tiff: Uint8Array): Orientation {
  if (tiff.length < 14) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const isLittle = order === 0x4949;
  if (view.getUint16(2, isLittle) !== 42) return 1;
  const start = view.getUint32(4, isLittle);
  if (start + 2 > tiff.length) return 1;
  const count = view.getUint16(start, isLittle);
  for (let entry = 0; entry < count; entry++) {
    const at = start + 2 + 12 * entry;
    if (at + 12 > tiff.length) return 1;
    if (view.getUint16(at, isLittle) !== ORIENTATION_TAG) continue;
    if (view.getUint16(at + 2, isLittle) !== SHORT || view.getUint32(at + 4, isLittle) !== 1) return 1;
    const value = view.getUint16(at + 8, isLittle);
    return isOrientation(value) ? value : 1;
  }
  return 1;
}

function isOrientation(value: number): value is Orientation {
  return value >= 1 && value <= 8;
}

/** Returns the upright image. */
export function turned(image: DecodedImage, orientation: Orientation): DecodedImage {
  if (orientation === 1) return image;
  const { channels, data } = image;
  const isSideways = orientation >= 5;
  const [width, height] = isSideways ? [image.height, image.width] : [image.width, image.height];
  const isFlippedAcross = orientation === 2 || orientation === 3 || orientation === 7 || orientation === 8;
  const isFlippedDown = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7;
  const out = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // The position of this pixel in the file: `along` its row, `down` its column.
      const [along, down] = isSideways ? [y, x] : [x, y];
      const column = isFlippedAcross ? image.width - 1 - along : along;
      const row = isFlippedDown ? image.height - 1 - down : down;
      const from = (row * image.width + column) * channels;
      const to = (y * width + x) * channels;
      for (let channel = 0; channel < channels; channel++) out[to + channel] = data[from + channel];
    }
  }
  return { width, height, channels, data: out };
}
