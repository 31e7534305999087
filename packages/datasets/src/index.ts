// @nn101/datasets: image data sets as typed arrays, cached and verified, in Node and browsers. Start at ./loaders.ts.
//   What a data set is: ./registry/descriptor.ts. How its bytes get here: ./pipeline/ensure-files.ts.

export type { ClearedFiles } from './cache/cache.ts';
export { cacheDirectory, clearDataset, datasetPath, verifyDataset } from './cache-admin.ts';
export type { Dataset, Verified } from './dataset.ts';
export { DatasetError, type DatasetErrorCode, type SourceAttempt } from './error.ts';
export {
  cifar10,
  cifar100,
  emnist,
  fashionMnist,
  kmnist,
  loadDataset,
  loadSplit,
  mnist,
  qmnist,
} from './loaders.ts';
export type { CacheOptions, Verification, VerifiedFile } from './pipeline/cached-files.ts';
export type { LoadOptions } from './pipeline/options.ts';
export type { DownloadProgress } from './pipeline/progress.ts';
export { datasets, isDatasetName } from './registry/datasets.ts';
export type {
  Checksum,
  ContentFile,
  DatasetDescriptor,
  DatasetName,
  Download,
  Origin,
} from './registry/descriptor.ts';
export type { Timeouts } from './source/http-source.ts';
export { select } from './split/select.ts';
export type { SplitName } from './split/selection.ts';
export {
  gather,
  permutation,
  type SeedOptions,
  shuffle,
  stratifiedSplit,
  type TrainValidation,
} from './split/shuffle.ts';
export { batches, type Split, slice } from './split/split.ts';
export {
  type LoadSyntheticOptions,
  loadSyntheticDataset,
  type SyntheticOptions,
  syntheticDataset,
} from './synthetic/dataset.ts';
export { syntheticDigits } from './synthetic/digits.ts';
