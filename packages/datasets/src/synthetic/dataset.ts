// Synthetic digits as a whole data set, in the form in which real ones come.
import { check, requireOptions } from '../check.ts';
import type { Dataset } from '../dataset.ts';
import { viewOf } from '../split/split.ts';
import { channelStatistics } from '../statistics/channel-statistics.ts';
import { syntheticDigits } from './digits.ts';

/**
 * A training and a test set of synthetic digits; `verified` is `'synthetic'`. No image is in both.
 *
 * @param options.train number of training images, 1 or more. Default 6,000.
 * @param options.test number of test images. Default 1,000.
 * @param options.seed any safe integer; 0 is a seed. Default 0.
 * @throws DatasetError `INVALID_ARGUMENT` for numbers out of range.
 */
export function syntheticDataset(
  options: { readonly train?: number; readonly test?: number; readonly seed?: number } = {},
): Dataset {
  requireOptions('syntheticDataset', options, ['train', 'test', 'seed']);
  const { train = 6_000, test = 1_000, seed = 0 } = options;
  check.wholeNumber('train', train, { min: 1 });
  check.wholeNumber('test', test, { min: 0 });
  const all = syntheticDigits({ count: train + test, seed });
  const training = viewOf(all, 0, train);
  return {
    name: 'synthetic-digits',
    title: 'Synthetic digits',
    train: training,
    test: viewOf(all, train, train + test),
    verified: 'synthetic',
    ...channelStatistics(training),
    licence: 'MIT (drawn by @nn101/datasets)',
    citation: 'Synthetic digits of @nn101/datasets.',
    notes: ['Drawn by a program: figures on these images are not comparable with those on MNIST.'],
  };
}
