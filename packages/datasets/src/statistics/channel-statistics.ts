// Mean and standard deviation of each channel over all pixels of a split: what inputs are standardised by.
import { requirePixels } from '../check.ts';
import type { Split } from '../split/split.ts';

/** Mean and population standard deviation of each channel, in units of 0..255. */
export interface ChannelStatistics {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/**
 * Over all pixels of all images. Sums are whole numbers and exact up to 10^11 pixels, so the result is the same on
 * every engine. An empty split gives NaN.
 */
export function channelStatistics(split: Pick<Split, 'images' | 'shape'>): ChannelStatistics {
  requirePixels('split', split);
  const { images, shape } = split;
  const channels = shape[3];
  const mean: number[] = [];
  const std: number[] = [];
  for (let channel = 0; channel < channels; channel++) {
    // Counting values first makes one pass of cheap additions, whatever the type of engine.
    const counts = new Float64Array(256);
    for (let at = channel; at < images.length; at += channels) counts[images[at]]++;
    const pixels = images.length / channels;
    const average = weighted(counts, (value) => value) / pixels;
    mean.push(average);
    std.push(Math.sqrt(Math.max(0, weighted(counts, (value) => value * value) / pixels - average * average)));
  }
  return { mean, std };
}

function weighted(counts: Float64Array, weight: (value: number) => number): number {
  return counts.reduce((sum, count, value) => sum + count * weight(value), 0);
}
