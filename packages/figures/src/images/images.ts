// Images in the format of @nn101/datasets (uint8, [count, height, width, channels]): their checks, and their conversion to PNG
// data URLs. They are not scaled here; the figures enlarge them.

import { encode } from 'fast-png';
import { describeValue } from '#arguments';
import { check } from '../check.ts';
import { FiguresError } from '../figures-error.ts';

/** A batch of images: pixels 0..255, row-major, channels last (1 grey, 3 red-green-blue). */
export interface ImageBatch {
  /** Floats from 0 to 1 are rejected, because they would be drawn as black. */
  readonly images: Uint8Array | Uint8ClampedArray;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
}

/** A batch, and the index of one image. */
export interface ImageChoice extends ImageBatch {
  /** Index in the batch, from 0. */
  readonly index: number;
}

/**
 * Returns one image as a lossless PNG data URL of the same size. Equal pixels give equal text.
 *
 * @returns `data:image/png;base64,…`, for an `href` or `src` attribute.
 * @throws {FiguresError} `INVALID_ARGUMENT`; `IMAGE_SHAPE` if shape and bytes do not fit together or channels are neither 1 nor 3;
 * `IMAGE_INDEX` if the batch has no image of that index.
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
      `Expected an image index from 0 to ${count - 1}, received ${index}. The batch contains ${count} images.`,
    );
  }
  const size = height * width * channels;
  const data = Uint8Array.from(images.subarray(index * size, (index + 1) * size));
  return pngDataUrl({ data, width, height, channels });
}

// A split may be spread into the options; its other fields are accepted and ignored.
const alsoInSplits = ['labels', 'classNames'];

/** The pixels of one image, without padding. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Returns the PNG data URL of pixels that have been checked. */
export function pngDataUrl(pixels: Pixels): string {
  let binary = '';
  for (const byte of encode({ ...pixels, depth: 8 })) binary += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(binary)}`;
}

/** Throws `INVALID_ARGUMENT` unless these are bytes and a shape, `IMAGE_SHAPE` unless their sizes match. */
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
      'If the pixels are from 0 to 1, pass Uint8Array.from(images, (pixel) => Math.round(pixel * 255)).',
  );
}
