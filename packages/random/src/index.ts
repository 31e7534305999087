// @nn101/random: the numbers (threefry.ts) and what they are for (streams.ts).
export { largestSeed, randomKey, type Stream, streams } from './streams.ts';
export { below, threefry2x32, threefryInto, type Words } from './threefry.ts';
