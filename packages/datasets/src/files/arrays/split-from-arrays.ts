// Converts arrays of any number type to a split: images become bytes 0..255, labels class numbers. Ambiguous input
// (channels first, values 0..1, classes as words) is refused with the option that resolves it, and never guessed.
import { describeValue } from '#arguments';
import { check, requireNames, requireOptions } from '../../check.ts';
import { DatasetError } from '../../error.ts';
import { allocate } from '../../memory.ts';
import type { Split } from '../../split/split.ts';
import { classesOf, type NumberArray, requireArray } from './array-labels.ts';

/** How arrays are interpreted. Every function that reads files as a split accepts these options. */
export interface ArrayOptions {
  /** Name of each class. Default: the labels as strings, `'0'` to the largest. */
  readonly classNames?: readonly string[];
  /**
   * Shape of one image, channels last, if the array does not have it, as `[n, 784]`. With this option, numbers of
   * channels other than 1, 3 and 4 are accepted.
   */
  readonly imageShape?: readonly [height: number, width: number, channels: number];
  /**
   * The values for black and white, such as `[0, 1]` or `[-1, 1]`. Pixels are scaled from there to 0..255 and rounded.
   * Default: pixels are whole numbers 0..255 already.
   */
  readonly range?: readonly [black: number, white: number];
}

/** Names of the options above. */
export const ARRAY_OPTIONS = ['classNames', 'imageShape', 'range'] as const;

/**
 * Converts arrays to a split.
 *
 * Images are `[n, h, w]` or `[n, h, w, c]` with 1, 3 or 4 channels, or any `[n, …]` with `imageShape`. Labels are class
 * numbers from 0 (`[n]` or `[n, 1]`) or one-hot rows (`[n, classes]`). With `false` every label is 0, and the only
 * class is `unlabelled`. Bytes are used as views; other types are copied.
 *
 * @throws DatasetError `INVALID_ARGUMENT`, with the position, if shapes or numbers do not match; if no pixel exceeds 1
 * and `range` does not say what that means; if pixels are not whole numbers 0..255 and there is no `range`.
 */
export function splitFromArrays(
  arrays: { readonly images: NumberArray; readonly labels: NumberArray | false } & ArrayOptions,
): Split {
  requireOptions('splitFromArrays', arrays, ['images', 'labels', ...ARRAY_OPTIONS]);
  const { images, labels, ...arrayOptions } = arrays;
  requireArrayOptions(arrayOptions);
  requireArray('images', images);
  const imageShape = imageShapeOf(images.shape, arrayOptions.imageShape);
  const count = images.shape[0];
  const { classes, classNames } = classesOf(labels, { count, given: arrayOptions.classNames });
  const size = imageShape.reduce((product, length) => product * length, 1);
  return {
    images: pixelsOf(images.data, { range: arrayOptions.range, size }),
    labels: classes,
    shape: [count, ...imageShape],
    classNames,
  };
}

/** Refuses options of the wrong type. */
export function requireArrayOptions({ classNames, imageShape, range }: ArrayOptions): void {
  if (classNames !== undefined) requireNames('classNames', classNames);
  if (imageShape !== undefined) {
    check.numbers('imageShape', imageShape, { length: 3, min: 1 });
    imageShape.forEach((size, axis) => {
      check.wholeNumber(`imageShape[${axis}]`, size, { min: 1 });
    });
  }
  if (range === undefined) return;
  check.numbers('range', range, { length: 2 });
  check.that(range[0] < range[1], 'range', {
    expected: 'black below white',
    value: range,
  });
}

const CHANNELS: readonly number[] = [1, 3, 4];

function imageShapeOf(
  shape: readonly number[],
  given: ArrayOptions['imageShape'],
): readonly [height: number, width: number, channels: number] {
  const [, ...axes] = shape;
  const size = axes.reduce((product, length) => product * length, 1);
  const received = `received [${shape.join(', ')}]`;
  if (given !== undefined) {
    const expected = given.reduce((product, length) => product * length, 1);
    if (shape.length > 1 && size === expected) return given;
    throw failure(
      `imageShape [${given.join(', ')}] is ${expected} values an image; ${received}, ${size} an image.`,
    );
  }
  const [first, second, last] = axes;
  if (axes.length === 2) return [first, second, 1];
  if (axes.length === 3) {
    // [3, 4, 4] may be three rows of four RGBA pixels, or three planes.
    const isUnclear = (first === 1 || first === 3) && second === last && last !== first && last !== 3;
    if (CHANNELS.includes(last) && !isUnclear) return [first, second, last];
    const planes = CHANNELS.includes(first)
      ? `Channels first? Transpose to [n, ${second}, ${last}, ${first}], in NumPy images.transpose(0, 2, 3, 1)`
      : 'Volumes are not images: take slices of them';
    throw failure(
      `images expect channels last, [n, h, w, c] with 1, 3 or 4 channels; ${received}. ${planes}, or pass imageShape.`,
    );
  }
  const side = Math.sqrt(size);
  const example = axes.length === 1 && Number.isInteger(side) ? `[${side}, ${side}, 1]` : '[h, w, c]';
  throw failure(
    `images expect [n, h, w] or [n, h, w, c]; ${received}. ${axes.length > 3 ? 'Volumes and videos are not images' : `Pass imageShape: ${example}`}.`,
  );
}

function pixelName(at: number, size: number): string {
  return `images.data[${at}] (pixel ${at % size} of image ${Math.floor(at / size)})`;
}

/** Returns pixels as bytes: unchanged, or scaled from the range. */
function pixelsOf(
  values: ArrayLike<number>,
  { range, size }: { readonly range: ArrayOptions['range']; readonly size: number },
): Uint8Array {
  if (range !== undefined) return scaledPixels(values, { range, size });
  const pixels = values instanceof Uint8Array ? values : allocate(values.length);
  if (pixels !== values) {
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      if (!Number.isInteger(value) || value < 0 || value > 255) {
        throw failure(
          `${pixelName(at, size)} expects a whole number 0..255; received ${describeValue(value)}.${rangeHint(values)}`,
        );
      }
      pixels[at] = value;
    }
  }
  refuseNearlyBlack(pixels);
  return pixels;
}

function scaledPixels(
  values: ArrayLike<number>,
  { range: [black, white], size }: { readonly range: readonly [number, number]; readonly size: number },
): Uint8Array {
  if (black === 0 && white === 255 && values instanceof Uint8Array) return values;
  const pixels = allocate(values.length);
  const scale = 255 / (white - black);
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (!(typeof value === 'number' && value >= black && value <= white)) {
      throw failure(
        `${pixelName(at, size)} expects a number of the range ${black}..${white}; received ${describeValue(value)}.`,
      );
    }
    pixels[at] = Math.round((value - black) * scale);
  }
  return pixels;
}

/**
 * Refuses images in which no pixel exceeds 1. They are black and white, or floats that lost their fraction, and would
 * be invisible as bytes.
 */
export function refuseNearlyBlack(pixels: Uint8Array): void {
  let hasOne = false;
  for (let at = 0; at < pixels.length; at++) {
    if (pixels[at] > 1) return;
    hasOne ||= pixels[at] === 1;
  }
  if (!hasOne) return;
  throw failure(
    'No pixel exceeds 1, but white is 255. Pass range: [0, 1] if 1 is white, or range: [0, 255] if the images are meant to be nearly black.',
  );
}

function rangeHint(values: ArrayLike<number>): string {
  let [min, max] = [Infinity, -Infinity];
  for (let at = 0; at < values.length; at++) {
    if (!Number.isFinite(values[at])) return '';
    min = Math.min(min, values[at]);
    max = Math.max(max, values[at]);
  }
  const bounds = [
    [0, 1],
    [-1, 1],
    [0, 255],
    [0, 65535],
  ].find(([black, white]) => min >= black && max <= white);
  const range = bounds === undefined ? '[black, white]' : `[${bounds.join(', ')}]`;
  return ` All of them are ${min} to ${max}: range: ${range} scales them.`;
}

function failure(message: string): DatasetError {
  return new DatasetError('INVALID_ARGUMENT', message);
}
