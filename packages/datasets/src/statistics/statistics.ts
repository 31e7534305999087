// Summaries of a split: mean and standard deviation of each channel, by which inputs are standardised; the number of
// images per class, without which accuracy means little; and the average image.

import { check, requireNames, requireOptions } from '../check.ts';
import { imageBytes, requireLabels, requirePixels, requireSplit, type Split } from '../split/split.ts';

/** Mean and population standard deviation of each channel, in units of 0..255. */
export interface ChannelStatistics {
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

/**
 * Mean and standard deviation over all pixels of all images. Sums are whole numbers and exact up to 10^11 pixels, so
 * the result is the same on every engine. An empty split yields NaN.
 */
export function channelStatistics(split: Pick<Split, 'images' | 'shape'>): ChannelStatistics {
  requirePixels('split', split);
  const { images, shape } = split;
  const channels = shape[3];
  const mean: number[] = [];
  const standardDeviation: number[] = [];
  for (let channel = 0; channel < channels; channel++) {
    // Counting values first makes this a single pass of cheap additions on every engine.
    const counts = new Float64Array(256);
    for (let at = channel; at < images.length; at += channels) counts[images[at]]++;
    const pixels = images.length / channels;
    const average = weighted(counts, (value) => value) / pixels;
    mean.push(average);
    standardDeviation.push(
      Math.sqrt(Math.max(0, weighted(counts, (value) => value * value) / pixels - average * average)),
    );
  }
  return { mean, standardDeviation };
}

function weighted(counts: Float64Array, weight: (value: number) => number): number {
  return counts.reduce((sum, count, value) => sum + count * weight(value), 0);
}

/** The size of one class. */
export interface ClassShare {
  readonly label: number;
  readonly name: string;
  /** Number of images. */
  readonly count: number;
  /** `count` divided by the number of all images, 0..1; 0 if there are no images. */
  readonly share: number;
}

/** The size of every class of `classNames`, in order, including empty ones. */
export function classBalance(split: Pick<Split, 'labels' | 'classNames'>): ClassShare[] {
  check.record('split', split, '{ labels, classNames }');
  const { labels, classNames } = split;
  check.instance('split.labels', labels, [Uint8Array]);
  requireNames('split.classNames', classNames);
  requireLabels('split', split);
  const counts = new Uint32Array(256);
  for (const label of labels) counts[label]++;
  return classNames.map((name, label) => {
    const count = counts[label];
    return { label, name, count, share: labels.length === 0 ? 0 : count / labels.length };
  });
}

/** An average image. */
export interface MeanImage {
  /** `height * width * channels` numbers 0..255, channels last; all NaN if no image was averaged. */
  readonly image: Float64Array;
  readonly shape: readonly [height: number, width: number, channels: number];
  /** Number of images that were averaged. */
  readonly count: number;
}

/**
 * The mean of all images, or of one class. Sums are whole numbers, so the result is the same on every engine.
 *
 * @param options.label the class. Default: all classes together.
 * @throws DatasetError `INVALID_ARGUMENT` if there is no such class.
 */
export function meanImage(split: Split, options: { readonly label?: number } = {}): MeanImage {
  requireSplit('split', split);
  requireOptions('meanImage', options, ['label']);
  const { label } = options;
  if (label !== undefined) check.wholeNumber('label', label, { min: 0, max: split.classNames.length - 1 });
  const size = imageBytes(split);
  const image = new Float64Array(size);
  let count = 0;
  split.labels.forEach((given, index) => {
    if (label !== undefined && given !== label) return;
    count++;
    for (let at = 0; at < size; at++) image[at] += split.images[index * size + at];
  });
  for (let at = 0; at < size; at++) image[at] /= count;
  const [, height, width, channels] = split.shape;
  return { image, shape: [height, width, channels], count };
}
