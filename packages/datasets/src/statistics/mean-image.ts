// The average of all images, or of one class: what a set looks like at a glance. Of pixels: ./channel-statistics.ts.
import { check, requireOptions, requireSplit } from '../check.ts';
import { imageBytes, type Split } from '../split/split.ts';

/** An average image. */
export interface MeanImage {
  /** `height * width * channels` numbers 0..255, channels last; all NaN if no image was averaged. */
  readonly image: Float64Array;
  readonly shape: readonly [height: number, width: number, channels: number];
  /** Number of images that were averaged. */
  readonly count: number;
}

/**
 * The mean of all images, or of those of one class. Sums are whole numbers, so the result is the same on every engine.
 *
 * @param options.label the class; default: all classes together.
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
