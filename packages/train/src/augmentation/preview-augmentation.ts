// Shows what an augmentation does to some images: the result can be displayed as a grid.

import { check } from '../check.ts';
import { readImageTable } from '../data/read-images.ts';
import type { Images } from '../data/training-data.ts';
import type { Augmentation } from './augmentation.ts';
import { createAugmenter } from './augmenter.ts';
import { mixImages } from './mixup.ts';

/**
 * Returns each image followed by `variants` variants of it: a grid in row-major order, with 1 + variants columns. A variant
 * is what training would see in the step of that number, 0 for the first, if the images were its batch; if the augmentation
 * mixes, they are mixed with each other.
 *
 * @param options.images height, width and channels are those of the data set; all images are shown
 * @param options.variants integer of 1 or more
 * @param options.seed integer of 0 or more; 0 by default
 * @throws TrainError `INVALID_AUGMENTATION`, `INVALID_ARGUMENT`
 */
export function previewAugmentation(options: {
  readonly images: Images;
  readonly augmentation: Augmentation;
  readonly variants: number;
  readonly seed?: number;
}): Images {
  check.options('previewAugmentation', options, ['images', 'augmentation', 'variants', 'seed']);
  const { augmentation, variants, seed = 0 } = options;
  const { images, shape } = readImageTable('images', options.images);
  check.wholeNumber('variants', variants, { min: 1 });
  const [count, height, width, channels] = shape;
  const augmenter = createAugmenter({ augmentation, shape: [height, width, channels], seed });
  const size = height * width * channels;
  const original = (sample: number) => images.subarray(sample * size, (sample + 1) * size);
  const table = new Uint8Array(count * (1 + variants) * size);
  const partner = new Uint8Array(size);
  for (let sample = 0; sample < count; sample++) {
    const row = sample * (1 + variants);
    table.set(original(sample), row * size);
    for (let step = 0; step < variants; step++) {
      const target = table.subarray((row + 1 + step) * size, (row + 2 + step) * size);
      augmenter.augment(original(sample), target, { step, sample });
      const mix = augmenter.mix?.({ step, sample }, count);
      if (mix === undefined) continue;
      augmenter.augment(original(mix.partner), partner, { step, sample: mix.partner });
      mixImages({ image: target, partner, share: mix.share, target });
    }
  }
  return { images: table, shape: [count * (1 + variants), height, width, channels] };
}
