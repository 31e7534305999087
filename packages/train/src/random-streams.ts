// From a run's seed to the keys of its random numbers. Counter-based: number i of a stream does not depend on who
// drew before, so a run can be cut into pieces and still be the same.
import { threefry2x32, type Words } from '@nn101/kernels/graph';

/** What random numbers are for. Stream 1 of a seed is @nn101/models' initial weights. */
export const streams = { shuffle: 2, dropout: 3, augmentation: 4, noise: 5 } as const;

/**
 * The key of one stream.
 *
 * @param source.seed whole number from 0 to 2^53 - 1; 0 is a seed like any other
 * @param source.index which one of its kind: the epoch of a shuffle, the layer of a dropout, the
 * step of an augmentation
 */
export function randomKey(source: { seed: number; stream: keyof typeof streams; index: number }): Words {
  const { seed, stream, index } = source;
  return threefry2x32([Math.floor(seed / 2 ** 32), seed >>> 0], [streams[stream], index]);
}
