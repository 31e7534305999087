// A split: images and labels as plain typed arrays, with zero-copy slices and batches, and the checks of its fields.
// Scaling and one-hot encoding are left to the consumer. Reordered copies: ./shuffle.ts.

import { check, requireNames, requireOptions } from '../check.ts';

/** Labelled images. The arrays may be in a SharedArrayBuffer and may be views of a longer buffer. */
export interface Split {
  /** `count * height * width * channels` bytes, 0..255, in `[n, h, w, c]` order (channels last). */
  readonly images: Uint8Array;
  /** `count` class numbers, 0 .. `classNames.length - 1`. */
  readonly labels: Uint8Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
  /** Name of each class, indexed by label. */
  readonly classNames: readonly string[];
}

/** Bytes per image. */
export function imageBytes(split: Pick<Split, 'shape'>): number {
  const [, height, width, channels] = split.shape;
  return height * width * channels;
}

/**
 * Images `start` (inclusive) to `end` (exclusive) as views of the same memory, without copying. Bounds are clamped to
 * `0..count`; negative bounds are refused.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if a bound is not a whole number from 0.
 */
export function slice(split: Split, start: number, end?: number): Split {
  requireSplit('split', split);
  check.wholeNumber('start', start, { min: 0 });
  if (end !== undefined) check.wholeNumber('end', end, { min: 0 });
  return viewOf(split, start, end ?? split.shape[0]);
}

/** As `slice`, for arguments that have been checked. */
export function viewOf(split: Split, start: number, end: number): Split {
  const [count, height, width, channels] = split.shape;
  const from = Math.min(start, count);
  const to = Math.max(from, Math.min(end, count));
  const size = imageBytes(split);
  return {
    images: split.images.subarray(from * size, to * size),
    labels: split.labels.subarray(from, to),
    shape: [to - from, height, width, channels],
    classNames: split.classNames,
  };
}

/**
 * Consecutive batches of `batchSize` images, the last one possibly smaller. Each is a zero-copy view. Shuffle first for
 * a random order.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if `batchSize` is not a whole number from 1.
 */
export function batches(split: Split, options: { readonly batchSize: number }): Generator<Split> {
  requireSplit('split', split);
  requireOptions('batches', options, ['batchSize']);
  const { batchSize } = options;
  check.wholeNumber('batchSize', batchSize, { min: 1 });
  return batchesOf(split, batchSize);
}

function* batchesOf(split: Split, batchSize: number): Generator<Split> {
  for (let start = 0; start < split.shape[0]; start += batchSize) {
    yield viewOf(split, start, start + batchSize);
  }
}

/** Refuses anything but a split: fields of other types, or of lengths that do not match. Does not look at pixels. */
export function requireSplit(name: string, value: unknown): asserts value is Split {
  check.record(name, value, '{ images, labels, shape, classNames }');
  const { labels, classNames } = value;
  requirePixels(name, value);
  const [images] = value.shape;
  check.instance(`${name}.labels`, labels, [Uint8Array]);
  check.that(labels.length === images, `${name}.labels`, {
    expected: `one label for each of ${images} images`,
    value: labels,
  });
  requireNames(`${name}.classNames`, classNames);
}

/** Refuses images whose shape does not match their length. */
export function requirePixels(
  name: string,
  value: unknown,
): asserts value is Pick<Split, 'images' | 'shape'> {
  check.record(name, value, '{ images, shape }');
  const { images, shape } = value;
  check.instance(`${name}.images`, images, [Uint8Array]);
  check.numbers(`${name}.shape`, shape, { length: 4, min: 0 });
  const count = shape[0] * shape[1] * shape[2] * shape[3];
  check.that(images.length === count, `${name}.images`, {
    expected: `${count} bytes, as its shape [${Array.from(shape).join(', ')}] says`,
    value: images,
  });
}

/** Refuses labels without a class. Looks at every label. */
export function requireLabels(
  name: string,
  { labels, classNames }: Pick<Split, 'labels' | 'classNames'>,
): void {
  const classes = classNames.length;
  const wrong = labels.findIndex((label) => label >= classes);
  check.that(wrong < 0, `${name}.labels[${wrong}]`, {
    expected: `a class number 0..${classes - 1}, as there are ${classes} classNames`,
    value: labels[wrong],
  });
}
