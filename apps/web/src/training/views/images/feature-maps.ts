// The maps of one layer out of its values, `[height, width, channels]` with the channels next to each other.
import type { ActivationMap } from '../../payloads.ts';

/** One channel as a picture of its own. */
export function channelOf(
  { shape, values }: Pick<ActivationMap, 'shape' | 'values'>,
  channel: number,
): Float32Array {
  const [height, width, channels] = shape;
  return Float32Array.from({ length: height * width }, (_, i) => values[i * channels + channel]);
}

/** The largest value of a layer, so that its maps are drawn on one scale. */
export function largestOf({ values }: Pick<ActivationMap, 'values'>): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
