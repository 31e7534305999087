// What the random numbers of a run are for. Each purpose draws from its own stream of the seed, so that none of them depends on
// how many numbers another one has drawn.
import { threefry2x32, type Words } from './threefry.ts';

/** The streams of a seed. A number is never reused: recorded results depend on it. */
export const streams = { initialWeights: 1, shuffle: 2, dropout: 3, augmentation: 4, noise: 5 } as const;
export type Stream = keyof typeof streams;

/** The largest seed: all whole numbers up to it are exact. */
export const largestSeed = Number.MAX_SAFE_INTEGER;

/**
 * The key of one stream.
 *
 * @param source.seed whole number from 0 to {@link largestSeed}; 0 is a seed like any other
 * @param source.index distinguishes streams for the same purpose: the layer of initial weights or dropout, the epoch of a
 *   shuffle
 */
export function randomKey(source: {
  readonly seed: number;
  readonly stream: Stream;
  readonly index: number;
}): Words {
  const { seed, stream, index } = source;
  return threefry2x32([Math.floor(seed / 2 ** 32), seed >>> 0], [streams[stream], index]);
}
