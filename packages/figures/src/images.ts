// Images as the data sets hold them (uint8, [count, height, width, channels]), checked and turned into PNG data URLs.
// No scaling here: a figure enlarges an image, the PNG keeps its pixels.

import { encode } from 'fast-png';
import { FiguresError } from './figures-error.ts';

/** A batch of images: pixels 0..255, row-major, channels last (1 grey, 3 red-green-blue). */
export interface ImageBatch {
  readonly images: Uint8Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
}

/** Which image of a batch. */
export interface ImageChoice extends ImageBatch {
  /** 0-based position in the batch. */
  readonly index: number;
}

/**
 * One image as a PNG data URL, lossless, one pixel of the image per pixel of the PNG; equal pixels give equal text.
 *
 * @returns `data:image/png;base64,…`, for an `href` or `src` attribute.
 * @throws {FiguresError} `IMAGE_SHAPE` where shape and bytes do not fit together or channels are neither 1 nor 3;
 * `IMAGE_INDEX` where the batch has no image of that index.
 * @example
 * const url = imageDataUrl({ images: new Uint8Array(28 * 28), shape: [1, 28, 28, 1], index: 0 });
 */
export function imageDataUrl({ images, shape, index }: ImageChoice): string {
  checkImages({ images, shape });
  const [count, height, width, channels] = shape;
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    throw new FiguresError(
      'IMAGE_INDEX',
      `Expected an image index from 0 to ${count - 1}, received ${index}. The batch holds ${count} images.`,
    );
  }
  const size = height * width * channels;
  return pngDataUrl({ data: images.slice(index * size, (index + 1) * size), width, height, channels });
}

/** Pixels of one image, tightly packed. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** The PNG data URL of pixels that are known to fit their size. */
export function pngDataUrl(pixels: Pixels): string {
  let binary = '';
  for (const byte of encode({ ...pixels, depth: 8 })) binary += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(binary)}`;
}

/** Throws `IMAGE_SHAPE` unless the bytes are exactly what the shape says. */
export function checkImages({ images, shape }: ImageBatch): void {
  const [count, height, width, channels] = shape;
  const whole = shape.length === 4 && shape.every((size) => Number.isInteger(size) && size >= 0);
  if (!whole || height < 1 || width < 1 || (channels !== 1 && channels !== 3)) {
    throw new FiguresError(
      'IMAGE_SHAPE',
      `Expected the shape [count, height, width, channels] with 1 (grey) or 3 (RGB) channels, ` +
        `received [${shape.join(', ')}]. Pass the shape of the data set's split.`,
    );
  }
  const expected = count * height * width * channels;
  if (images.length !== expected) {
    throw new FiguresError(
      'IMAGE_SHAPE',
      `The shape [${shape.join(', ')}] needs ${expected} bytes, received ${images.length}. ` +
        'Slice images and shape together.',
    );
  }
}
