// Images as the data sets hold them (uint8, [count, height, width, channels]), checked and turned into PNG data URLs.
// No scaling here: a figure enlarges an image, the PNG keeps its pixels.

import { encode } from 'fast-png';
import { describeValue } from '#arguments';
import { check } from './check.ts';
import { FiguresError } from './figures-error.ts';

/** A batch of images: pixels 0..255, row-major, channels last (1 grey, 3 red-green-blue). */
export interface ImageBatch {
  /** A `Uint8ClampedArray` will do, too. Pixels from 0 to 1, in floats, are refused: they would be drawn as black. */
  readonly images: Uint8Array | Uint8ClampedArray;
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
 * @throws {FiguresError} `INVALID_ARGUMENT`; `IMAGE_SHAPE` where shape and bytes do not fit together or channels are neither 1 nor 3;
 * `IMAGE_INDEX` where the batch has no image of that index.
 * @example
 * const url = imageDataUrl({ images: new Uint8Array(28 * 28), shape: [1, 28, 28, 1], index: 0 });
 */
export function imageDataUrl(choice: ImageChoice): string {
  check.options('imageDataUrl', choice, ['images', 'shape', 'index', ...alsoInSplits]);
  const { images, shape, index } = choice;
  checkImages({ images, shape });
  check.number('index', index);
  const [count, height, width, channels] = shape;
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    throw new FiguresError(
      'IMAGE_INDEX',
      `Expected an image index from 0 to ${count - 1}, received ${index}. The batch holds ${count} images.`,
    );
  }
  const size = height * width * channels;
  const data = Uint8Array.from(images.subarray(index * size, (index + 1) * size));
  return pngDataUrl({ data, width, height, channels });
}

// A split is spread into the options; what it says beside its images is known, and not read.
const alsoInSplits = ['labels', 'classNames'];

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

/** Throws `INVALID_ARGUMENT` unless these are bytes and a shape, `IMAGE_SHAPE` unless the bytes are what it says. */
export function checkImages({ images, shape }: ImageBatch): void {
  checkBytes(images);
  check.numbers('shape', shape);
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

function checkBytes(images: unknown): void {
  const isFloat = images instanceof Float32Array || images instanceof Float64Array;
  if (!isFloat) {
    check.instance('images', images, [Uint8Array, Uint8ClampedArray]);
    return;
  }
  throw new FiguresError(
    'INVALID_ARGUMENT',
    `images expects a Uint8Array of pixels from 0 to 255; received ${describeValue(images)}. ` +
      'Where the pixels are from 0 to 1, pass Uint8Array.from(images, (pixel) => Math.round(pixel * 255)).',
  );
}
