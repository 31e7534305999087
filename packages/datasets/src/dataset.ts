// Loading a set by name. The pipeline that does it comes with the first load: ./load-described.ts.
import { check } from './check.ts';
import type { LoadOptions } from './pipeline/options.ts';
import { findDescriptor } from './registry/datasets.ts';
import type { DatasetDescriptor, DatasetName } from './registry/descriptor.ts';
import type { Split } from './split/split.ts';

/**
 * How the bytes are known to be right: `official`, every file has the official sha256; `mirror`, at least one
 * file is only what a mirror's own SHA256SUMS vouches for; `synthetic`, drawn by this package.
 */
export type Verified = 'official' | 'mirror' | 'synthetic';

/** A data set in memory. */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  readonly train: Split;
  readonly test: Split;
  readonly verified: Verified;
  /** Of each channel over the training pixels, 0..255. */
  readonly mean: readonly number[];
  /** Standard deviation of each channel over the training pixels, in units of 0..255. */
  readonly std: readonly number[];
  readonly licence: string;
  readonly citation: string;
  /** What a reader of figures on this data should know. */
  readonly notes: readonly string[];
}

/**
 * Loads a data set: from the cache, otherwise from mirrors, otherwise from the public origins, in this order.
 * Every file is verified by sha256 before it is kept or used, and unless all of them are right nothing is kept.
 *
 * @throws DatasetError `UNKNOWN_DATASET`, `DATA_MISSING`, `CHECKSUM_MISMATCH`, `OFFLINE`, `ABORTED`,
 *   `CACHE_UNWRITABLE`, `CACHE_FULL`, `CACHE_UNREADABLE`; `PARSE_IDX` or `PARSE_CIFAR` if a trusted mirror
 *   vouches for a file that does not fit the set; `UNSUPPORTED` for a directory in a browser.
 */
export async function loadDataset(name: DatasetName, options: LoadOptions = {}): Promise<Dataset> {
  return loadDescribed(findDescriptor(name), options);
}

/** As `loadDataset`, for any descriptor. */
export async function loadDescribed(descriptor: DatasetDescriptor, options: LoadOptions): Promise<Dataset> {
  return (await import('./load-described.ts')).loadDescribed(descriptor, options);
}

/** MNIST: 60,000 + 10,000 handwritten digits, 28x28 grey. See `loadDataset` for options and errors. */
export function mnist(options?: LoadOptions): Promise<Dataset> {
  return loadDataset('mnist', options);
}

/** Fashion-MNIST: 60,000 + 10,000 articles of clothing, 28x28 grey. See `loadDataset` for options and errors. */
export function fashionMnist(options?: LoadOptions): Promise<Dataset> {
  return loadDataset('fashion-mnist', options);
}

/** Kuzushiji-MNIST: 60,000 + 10,000 cursive Japanese characters, 28x28 grey. See `loadDataset`. */
export function kmnist(options?: LoadOptions): Promise<Dataset> {
  return loadDataset('kmnist', options);
}

/** QMNIST: 60,000 + 60,000 handwritten digits, MNIST made again, 28x28 grey. See `loadDataset`. */
export function qmnist(options?: LoadOptions): Promise<Dataset> {
  return loadDataset('qmnist', options);
}

/**
 * EMNIST: handwritten letters and digits, 28x28 grey, upright. `balanced`: 47 classes, 112,800 + 18,800 images;
 * `letters`: 26 classes, 124,800 + 20,800; `digits`: 10 classes, 240,000 + 40,000. See `loadDataset`.
 */
export async function emnist(
  variant: 'balanced' | 'digits' | 'letters',
  options?: LoadOptions,
): Promise<Dataset> {
  check.oneOf('variant', variant, ['balanced', 'digits', 'letters']);
  return loadDataset(`emnist-${variant}`, options);
}

/** CIFAR-100: 50,000 + 10,000 photographs of 100 classes, 32x32 RGB. See `loadDataset`. */
export function cifar100(options?: LoadOptions): Promise<Dataset> {
  return loadDataset('cifar-100', options);
}

/** CIFAR-10: 50,000 + 10,000 photographs, 32x32 RGB. See `loadDataset` for options and errors. */
export function cifar10(options?: LoadOptions): Promise<Dataset> {
  return loadDataset('cifar-10', options);
}
