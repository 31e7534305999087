// Images put through JPEG until they are as far from themselves as asked for.
import type { Split } from '@nn101/datasets';
import jpeg from 'jpeg-js';

/** Images after JPEG. */
export interface Damaged {
  readonly split: Split;
  /** From 1 to 100, as JPEG's writers count it. */
  readonly quality: number;
  /** Mean absolute difference to the images before, in grey levels. */
  readonly difference: number;
}

/** The images after JPEG of the quality whose mean absolute difference is nearest to `difference`. */
export function likeDamage(split: Split, difference: number): Damaged {
  // Few images are enough to find the quality by.
  const sample = firstImages(split, 100);
  let [low, high] = [1, 100];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (throughJpeg(sample, middle).difference > difference) low = middle + 1;
    else high = middle;
  }
  const [worse, better] = [Math.max(1, low - 1), low].map((quality) => throughJpeg(split, quality));
  const distance = (damaged: Damaged) => Math.abs(damaged.difference - difference);
  return distance(worse) < distance(better) ? worse : better;
}

/** All images through JPEG and back. */
export function throughJpeg(split: Split, quality: number): Damaged {
  const [count, height, width, channels] = split.shape;
  const size = height * width;
  const images = new Uint8Array(split.images.length);
  const rgba = new Uint8Array(4 * size).fill(255);
  for (let image = 0; image < count; image++) {
    const from = split.images.subarray(image * size * channels, (image + 1) * size * channels);
    for (let pixel = 0; pixel < size; pixel++) {
      for (let c = 0; c < 3; c++) rgba[4 * pixel + c] = from[pixel * channels + Math.min(c, channels - 1)];
    }
    const { data } = jpeg.decode(jpeg.encode({ width, height, data: rgba }, quality).data);
    for (let pixel = 0; pixel < size; pixel++) {
      for (let c = 0; c < channels; c++) images[(image * size + pixel) * channels + c] = data[4 * pixel + c];
    }
  }
  const sum = images.reduce((total, value, i) => total + Math.abs(value - split.images[i]), 0);
  return { split: { ...split, images }, quality, difference: sum / images.length };
}

function firstImages(split: Split, count: number): Split {
  const [all, height, width, channels] = split.shape;
  const kept = Math.min(count, all);
  return {
    ...split,
    images: split.images.subarray(0, kept * height * width * channels),
    labels: split.labels.subarray(0, kept),
    shape: [kept, height, width, channels],
  };
}
