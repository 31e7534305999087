// Converts a decoded image to one that a split can hold: checked, without alpha, in grey or colour.
import { check } from '../../check.ts';
import { DatasetError } from '../../error.ts';
import type { DecodedImage } from './decode-image.ts';
import {
  type Background,
  backgroundOf,
  type OpaqueImage,
  requireBackground,
  requirePixels,
} from './resize.ts';

/** Weights of red, green and blue in grey, after ITU-R BT.601. */
const RED = 0.299;
const GREEN = 0.587;
const BLUE = 0.114;

/**
 * Composes an image onto a background, as viewers do, with one channel (grey, by ITU-R BT.601) or three. Values are not
 * rounded.
 *
 * @param options.channels 1 or 3.
 * @param options.background a grey, or red, green and blue, 0..255. Default 255, white.
 * @throws DatasetError `INVALID_ARGUMENT` if `image` is not a decoded image, or for invalid options.
 */
export function flattenImage(
  image: DecodedImage,
  options: { readonly channels: 1 | 3; readonly background?: Background },
): OpaqueImage & { readonly data: Float32Array } {
  requirePixels('image', image);
  check.options('options', options, ['channels', 'background']);
  const { channels: into, background = 255 } = options;
  check.that(into === 1 || into === 3, 'channels', { expected: '1 or 3', value: into });
  requireBackground('background', background);
  const { width, height, data } = image;
  const behind = backgroundOf(background, 3);
  const hasColour = image.channels >= 3;
  const hasAlpha = image.channels % 2 === 0;
  const out = new Float32Array(width * height * into);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * image.channels;
    const alpha = hasAlpha ? data[at + image.channels - 1] / 255 : 1;
    const over = (channel: number) => {
      const value = data[hasColour ? at + channel : at];
      return alpha === 1 ? value : alpha * value + (1 - alpha) * behind[channel];
    };
    if (into === 3) {
      for (let channel = 0; channel < 3; channel++) out[3 * pixel + channel] = over(channel);
    } else if (!hasColour && alpha === 1) {
      out[pixel] = data[at];
    } else {
      out[pixel] = RED * over(0) + GREEN * over(1) + BLUE * over(2);
    }
  }
  return { width, height, channels: into, data: out };
}

/** Rounds pixels to bytes. */
export function writeBytes({ data }: OpaqueImage & { readonly data: Float32Array }, into: Uint8Array): void {
  for (let i = 0; i < data.length; i++) into[i] = Math.min(255, Math.max(0, Math.round(data[i])));
}

/**
 * Refuses anything but a decoded image, because wrong pixels would be trained on unnoticed.
 *
 * @throws DatasetError `PARSE_IMAGE` that names the file and the fault.
 */
export function requireDecoded(image: unknown, path: string): asserts image is DecodedImage {
  const refuse = (what: string): never => {
    throw new DatasetError('PARSE_IMAGE', `The decoder returned ${what} for ${path}. ${EXPECTED}`);
  };
  if (typeof image !== 'object' || image === null)
    return refuse(image === null || image === undefined ? String(image) : `a ${typeof image}`);
  const { width, height, channels, data } = image as Partial<Record<keyof DecodedImage, unknown>>;
  if (!isSide(width) || !isSide(height))
    return refuse(`an image of ${String(width)}x${String(height)} pixels`);
  if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) {
    return refuse(`an image of ${String(channels)} channels`);
  }
  const isArray = Array.isArray(data) || (ArrayBuffer.isView(data) && !(data instanceof DataView));
  if (!isArray) return refuse('pixels that are not an array');
  const values = data as ArrayLike<unknown>;
  if (values.length !== width * height * channels) {
    return refuse(`${values.length} values of ${width}x${height} pixels and ${channels} channels`);
  }
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) {
    const fault = faultOfValues(values);
    if (fault !== undefined) refuse(fault);
  }
}

const EXPECTED =
  'It must return { width, height, channels, data }: 1 to 4 channels, and height * width * channels numbers 0..255.';

function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** Detects values outside 0..255, and fractions of 1, which would all be almost black. */
function faultOfValues(values: ArrayLike<unknown>): string | undefined {
  let [largest, hasFractions] = [0, false];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== 'number' || !(value >= 0 && value <= 255)) {
      const hint = typeof value === 'number' && value > 255 ? ' (divide values of 16 bits by 257)' : '';
      return `the value ${String(value)}${hint}`;
    }
    largest = Math.max(largest, value);
    hasFractions ||= !Number.isInteger(value);
  }
  return hasFractions && largest <= 1 ? 'values from 0 to 1 (multiply them by 255)' : undefined;
}
