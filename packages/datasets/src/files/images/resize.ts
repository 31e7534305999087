// Resizes images: area averaging when shrinking, linear interpolation when enlarging. Used by ./image-folder.ts.
import { check } from '../../check.ts';

/** An image without transparency. */
export interface OpaqueImage {
  readonly width: number;
  readonly height: number;
  /** 1: grey; 3: red, green, blue. */
  readonly channels: 1 | 3;
  /** `height * width * channels` numbers 0..255 in row-major order, channels last. */
  readonly data: ArrayLike<number>;
}

/**
 * How an image with another aspect ratio is resized. `fit`: the whole image, with background on two sides. `cover`: the
 * whole size, with two sides cropped. `stretch`: the aspect ratio changes.
 */
export type ResizeMode = 'fit' | 'cover' | 'stretch';

/** A size, and how images are resized to it. */
export interface ResizeOptions {
  readonly width: number;
  readonly height: number;
  /** Default `fit`. */
  readonly mode?: ResizeMode;
  /** What `fit` fills the sides with: a grey, or red, green and blue, 0..255. Default 255, white. */
  readonly background?: Background;
}

/** A grey, or red, green and blue, 0..255. */
export type Background = number | readonly [red: number, green: number, blue: number];

/** The background as values for one or three channels. A colour becomes grey by ITU-R BT.601. */
export function backgroundOf(background: Background, channels: 1 | 3): readonly number[] {
  const [red, green, blue] =
    typeof background === 'number' ? [background, background, background] : background;
  return channels === 3 ? [red, green, blue] : [0.299 * red + 0.587 * green + 0.114 * blue];
}

/** @throws DatasetError `INVALID_ARGUMENT` if it is not a background. */
export function requireBackground(name: string, background: unknown): void {
  const range = { min: 0, max: 255 };
  if (typeof background === 'number') check.number(name, background, range);
  else check.numbers(name, background, { ...range, length: 3 });
}

/** @throws DatasetError `INVALID_ARGUMENT` if it is not a size with a mode. */
export function requireSize(name: string, size: unknown): void {
  check.options(name, size, ['width', 'height', 'mode', 'background']);
  check.wholeNumber(`${name}.width`, size.width, { min: 1, max: 16_384 });
  check.wholeNumber(`${name}.height`, size.height, { min: 1, max: 16_384 });
  if (size.mode !== undefined) check.oneOf(`${name}.mode`, size.mode, ['fit', 'cover', 'stretch']);
  if (size.background !== undefined) requireBackground(`${name}.background`, size.background);
}

/**
 * Returns the image in another size. Values are not rounded.
 *
 * @throws DatasetError `INVALID_ARGUMENT` for a width or height that is not a whole number from 1 to 16384, an unknown
 * mode, or an image without pixels.
 */
export function resizeImage(
  image: OpaqueImage,
  size: ResizeOptions,
): OpaqueImage & { readonly data: Float32Array } {
  requireOpaqueImage('image', image);
  requireSize('size', size);
  const { width, height, mode = 'fit', background = 255 } = size;
  if (mode === 'stretch') return scaled(image, { width, height });
  if (mode === 'cover') return scaled(middle(image, width / height), { width, height });
  const scale = Math.min(width / image.width, height / image.height);
  const whole = scaled(image, {
    width: Math.max(1, Math.round(image.width * scale)),
    height: Math.max(1, Math.round(image.height * scale)),
  });
  return inMiddle(whole, { width, height, background: backgroundOf(background, image.channels) });
}

/** Crops the largest centred area with this aspect ratio, in whole pixels. */
function middle(image: OpaqueImage, proportions: number): OpaqueImage {
  const { channels } = image;
  const width = Math.min(image.width, Math.max(1, Math.round(image.height * proportions)));
  const height = Math.min(image.height, Math.max(1, Math.round(image.width / proportions)));
  const left = Math.floor((image.width - width) / 2);
  const top = Math.floor((image.height - height) / 2);
  const data = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * image.width + left) * channels;
    for (let i = 0; i < width * channels; i++) data[y * width * channels + i] = image.data[from + i];
  }
  return { width, height, channels, data };
}

/** @throws DatasetError `INVALID_ARGUMENT` if it is not an image with one or three channels. */
export function requireOpaqueImage(name: string, image: unknown): asserts image is OpaqueImage {
  const { channels } = requirePixels(name, image);
  check.that(channels === 1 || channels === 3, `${name}.channels`, { expected: '1 or 3', value: channels });
}

/**
 * @throws DatasetError `INVALID_ARGUMENT` if it lacks a width, a height, 1 to 4 channels, or a number for each value.
 */
export function requirePixels(name: string, image: unknown): Readonly<Record<string, unknown>> {
  check.record(name, image, '{ width, height, channels, data }');
  const { width, height, channels, data } = image;
  check.wholeNumber(`${name}.width`, width, { min: 1 });
  check.wholeNumber(`${name}.height`, height, { min: 1 });
  check.wholeNumber(`${name}.channels`, channels, { min: 1, max: 4 });
  check.numbers(`${name}.data`, data, { length: width * height * channels });
  return image;
}

function scaled(
  image: OpaqueImage,
  { width, height }: { width: number; height: number },
): OpaqueImage & { readonly data: Float32Array } {
  const { channels } = image;
  const across = shares(image.width, width);
  const down = shares(image.height, height);
  // Rows first, then columns: two short sums instead of one long one.
  const rows = new Float32Array(image.height * width * channels);
  for (let y = 0; y < image.height; y++) {
    across.forEach((parts, x) => {
      for (const [column, share] of parts) {
        const from = (y * image.width + column) * channels;
        const to = (y * width + x) * channels;
        for (let c = 0; c < channels; c++) rows[to + c] += share * image.data[from + c];
      }
    });
  }
  const data = new Float32Array(height * width * channels);
  const step = width * channels;
  down.forEach((parts, y) => {
    for (const [row, share] of parts) {
      for (let i = 0; i < step; i++) data[y * step + i] += share * rows[row * step + i];
    }
  });
  return { width, height, channels, data };
}

type Share = readonly [index: number, share: number];

/** For each new pixel along one axis: the old pixels it covers, and the weight of each. Weights add up to 1. */
function shares(from: number, to: number): readonly (readonly Share[])[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    if (to > from) return interpolated((i + 0.5) * scale - 0.5, from);
    const [start, end] = [i * scale, (i + 1) * scale];
    const parts: Share[] = [];
    for (let j = Math.floor(start); j < Math.min(from, Math.ceil(end - 1e-9)); j++) {
      parts.push([j, (Math.min(end, j + 1) - Math.max(start, j)) / scale]);
    }
    return parts;
  });
}

function interpolated(position: number, length: number): readonly Share[] {
  const within = Math.min(Math.max(0, position), length - 1);
  const before = Math.min(Math.floor(within), length - 1);
  const share = within - before;
  return share === 0
    ? [[before, 1]]
    : [
        [before, 1 - share],
        [before + 1, share],
      ];
}

/** Centres an image in a larger frame, with background around it. */
function inMiddle(
  image: OpaqueImage & { readonly data: Float32Array },
  frame: { width: number; height: number; background: readonly number[] },
): OpaqueImage & { readonly data: Float32Array } {
  const { width, height, background } = frame;
  const { channels } = image;
  if (image.width === width && image.height === height) return image;
  const data = new Float32Array(width * height * channels);
  for (let i = 0; i < data.length; i++) data[i] = background[i % channels];
  const left = Math.floor((width - image.width) / 2);
  const top = Math.floor((height - image.height) / 2);
  const row = image.width * channels;
  for (let y = 0; y < image.height; y++) {
    data.set(image.data.subarray(y * row, (y + 1) * row), ((top + y) * width + left) * channels);
  }
  return { width, height, channels, data };
}
