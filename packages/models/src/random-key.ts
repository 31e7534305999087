// From a run's seed to the key of one layer's random numbers. See threefry.ts for the numbers themselves.
import { threefry2x32, type Words } from './threefry.ts';

/** Keeps the numbers of initial weights apart from those that training draws from the same seed. */
export const initialWeightsStream = 1;

/** Random numbers of dropout and noise: those that @nn101/train draws for the same layer of a tfjs model. */
export const dropoutStream = 3;

/** The largest seed: every whole number up to here is exact. */
export const largestSeed = Number.MAX_SAFE_INTEGER;

/**
 * The key of one stream of random numbers.
 *
 * @param source.seed whole number from 0 to {@link largestSeed}; 0 is a seed like any other
 * @param source.stream what the numbers are for
 * @param source.index which one of its kind, such as the layer's position in the model
 */
export function randomKey({ seed, stream, index }: { seed: number; stream: number; index: number }): Words {
  return threefry2x32([Math.floor(seed / 2 ** 32), seed >>> 0], [stream, index]);
}
