// Synthetic digits as a complete data set, in the same form as real ones: drawn at once, or in chunks between which a
// program can report progress or stop.
import { check, requireOptions, requireSeed, requireSignal } from '../check.ts';
import type { Dataset } from '../dataset.ts';
import { DatasetError } from '../error.ts';
import { type Split, viewOf } from '../split/split.ts';
import { channelStatistics } from '../statistics/statistics.ts';
import { blankDigits, drawDigits, syntheticDigits } from './digits.ts';

/** Images drawn between two checks of the signal, which takes a few hundredths of a second. A multiple of ten. */
const PART = 500;

/** How many images to draw, and with which seed. */
export interface SyntheticOptions {
  /** Number of training images, 1 or more. Default 6,000. */
  readonly train?: number;
  /** Number of test images. Default 1,000. */
  readonly test?: number;
  /** Any safe integer; 0 is a seed. Default 0. */
  readonly seed?: number;
}

/** Further options for drawing in chunks. */
export interface LoadSyntheticOptions extends SyntheticOptions {
  /** Called after each chunk with the images drawn so far and in total. */
  readonly onProgress?: (progress: { readonly images: number; readonly total: number }) => void;
  /** Stops drawing after the current chunk. */
  readonly signal?: AbortSignal;
}

function countsOf({ train = 6_000, test = 1_000, seed = 0 }: SyntheticOptions) {
  check.wholeNumber('train', train, { min: 1 });
  check.wholeNumber('test', test, { min: 0 });
  requireSeed(seed);
  return { train, test, seed };
}

/**
 * Draws a training and a test set of synthetic digits; `verified` is `'synthetic'`. No image is in both.
 *
 * @throws DatasetError `INVALID_ARGUMENT` for numbers out of range.
 */
export function syntheticDataset(options: SyntheticOptions = {}): Dataset {
  requireOptions('syntheticDataset', options, ['train', 'test', 'seed']);
  const { train, test, seed } = countsOf(options);
  return datasetOf(syntheticDigits({ count: train + test, seed }), train);
}

/**
 * Draws the same data set in chunks between which other work can run: tens of thousands of images take seconds.
 *
 * @throws DatasetError `INVALID_ARGUMENT` for numbers out of range; `ABORTED` if the signal is aborted.
 */
export async function loadSyntheticDataset(options: LoadSyntheticOptions = {}): Promise<Dataset> {
  requireOptions('loadSyntheticDataset', options, ['train', 'test', 'seed', 'onProgress', 'signal']);
  const { train, test, seed } = countsOf(options);
  const { onProgress, signal } = options;
  requireSignal(signal);
  if (onProgress !== undefined) check.callback('onProgress', onProgress);
  const digits = blankDigits(train + test);
  for (let from = 0; from < train + test; from += PART) {
    await new Promise((resolve) => setTimeout(resolve));
    if (signal?.aborted) {
      throw new DatasetError('ABORTED', 'Drawing the digits was stopped.', { cause: signal.reason });
    }
    const to = Math.min(from + PART, train + test);
    drawDigits(digits, { seed, from, to });
    onProgress?.({ images: to, total: train + test });
  }
  return datasetOf(digits, train);
}

function datasetOf(all: Split, train: number): Dataset {
  const training = viewOf(all, 0, train);
  return {
    name: 'synthetic-digits',
    title: 'Synthetic digits',
    train: training,
    test: viewOf(all, train, all.shape[0]),
    verified: 'synthetic',
    ...channelStatistics(training),
    licence: 'MIT (drawn by @nn101/datasets)',
    citation: 'Synthetic digits of @nn101/datasets.',
    notes: ['Drawn by a program: figures on these images are not comparable with those on MNIST.'],
  };
}
