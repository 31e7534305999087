// Derives the keys of a run's random numbers from its seed. The generator is counter-based: number i of a stream does not
// depend on earlier draws, so that a run can be split into parts and still be the same.
import { threefry2x32, type Words } from '@nn101/kernels/graph';

/** The uses of random numbers. Stream 1 of a seed belongs to the initial weights of @nn101/models. */
export const streams = { shuffle: 2, dropout: 3, augmentation: 4, noise: 5 } as const;

/**
 * Returns the key of one stream.
 *
 * @param source.seed integer from 0 to 2^53 - 1; 0 is a seed like any other
 * @param source.index index within the stream: the epoch of a shuffle, the layer of a dropout, the step of an augmentation
 */
export function randomKey(source: { seed: number; stream: keyof typeof streams; index: number }): Words {
  const { seed, stream, index } = source;
  return threefry2x32([Math.floor(seed / 2 ** 32), seed >>> 0], [streams[stream], index]);
}
