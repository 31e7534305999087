// Loads data sets by name. The pipeline is loaded on demand: ./load-dataset.ts.
import { check } from './check.ts';
import type { Dataset } from './dataset.ts';
import type { LoadOptions } from './pipeline/options.ts';
import { findDefinition } from './registry/datasets.ts';
import type { DatasetName } from './registry/descriptor.ts';
import { chosenFrom } from './split/select.ts';
import { requireSelectionText, resolveSelection } from './split/selection.ts';
import type { Split } from './split/split.ts';

/**
 * Loads a data set: from the cache, otherwise from mirrors, otherwise from the public origins, in this order. Every
 * file is verified by sha256 before it is stored or used, and nothing is stored unless all files are correct.
 *
 * @throws DatasetError `UNKNOWN_DATASET`, `DATA_MISSING`, `CHECKSUM_MISMATCH`, `OFFLINE`, `ABORTED`,
 * `CACHE_UNWRITABLE`, `CACHE_FULL`, `CACHE_UNREADABLE`; `PARSE_IDX` or `PARSE_CIFAR` if a trusted mirror lists a
 * file that does not fit the data set; `UNSUPPORTED` for a directory in a browser.
 */
export async function loadDataset(name: DatasetName, options: LoadOptions = {}): Promise<Dataset> {
  const descriptor = findDefinition(name);
  return (await import('./load-dataset.ts')).loadDescribed(descriptor, options);
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

/** QMNIST: 60,000 + 60,000 handwritten digits, a reconstruction of MNIST, 28x28 grey. See `loadDataset`. */
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

/**
 * Loads the images that `selection` names, such as `test`, `train[:1000]` or `train[:80%]+test[-500:]`.
 *
 * Files of other splits are not fetched, if the data set keeps its splits in separate files (all but the CIFAR sets
 * do). The files of a split are always fetched whole, because checksums exist for whole files only. The selection is
 * checked before anything is fetched.
 *
 * @throws DatasetError `PARSE_SPLIT`, and every error of `loadDataset`.
 */
export async function loadSplit(
  name: DatasetName,
  selection: string,
  options: LoadOptions = {},
): Promise<Split> {
  const descriptor = findDefinition(name);
  requireSelectionText('selection', selection);
  const ranges = resolveSelection(selection, descriptor.counts);
  const { loadParts } = await import('./load-dataset.ts');
  const loaded = await loadParts(
    descriptor,
    ranges.map(({ split }) => split),
    options,
  );
  const absent = { images: new Uint8Array(0), labels: new Uint8Array(0) };
  const empty = (split: 'train' | 'test'): Split => ({
    ...absent,
    shape: [descriptor.counts[split], ...descriptor.imageShape],
    classNames: descriptor.classNames,
  });
  return chosenFrom({ train: loaded.train ?? empty('train'), test: loaded.test ?? empty('test') }, selection);
}
