// Cache administration: where the cache is, whether its files are intact, and how to delete a data set from it. The
// pipeline is loaded on demand, since paths do not need it.
import { platform } from '#platform';
import type { ClearedFiles } from './cache/cache.ts';
import { check, requireOptions } from './check.ts';
import type { CacheOptions, Verification } from './pipeline/cached-files.ts';
import type { LoadOptions } from './pipeline/options.ts';
import { findDefinition } from './registry/datasets.ts';
import type { DatasetName } from './registry/descriptor.ts';

/** The default cache directory. @throws DatasetError `UNSUPPORTED` in browsers. */
export function cacheDirectory(): string {
  return platform.cacheDirectory();
}

/** The directory of a data set's cached files, which need not exist. @throws DatasetError `UNSUPPORTED` in browsers. */
export function datasetPath(name: DatasetName, options: { readonly cache?: string } = {}): string {
  const descriptor = findDefinition(name);
  requireOptions('datasetPath', options, ['cache']);
  const { cache } = options;
  if (cache !== undefined) check.text('cache', cache);
  return platform.datasetDirectory(cache ?? platform.cacheDirectory(), descriptor.name);
}

/**
 * Reads every cached file of a data set and compares its sha256 with the expected one.
 *
 * @param options.repair fetch damaged and missing files again, as `loadDataset` would. Default false.
 * @returns the state of the files, after any repair.
 * @throws DatasetError `CACHE_UNREADABLE`; with `repair` also every error of `loadDataset`.
 */
export async function verifyDataset(
  name: DatasetName,
  options: LoadOptions & { readonly repair?: boolean } = {},
): Promise<Verification> {
  const descriptor = findDefinition(name);
  return (await import('./pipeline/cached-files.ts')).verifyFiles(descriptor, options);
}

/**
 * Deletes the files of a data set from the cache. Other files in its folder stay.
 *
 * @throws DatasetError `CACHE_UNWRITABLE`.
 */
export async function clearDataset(name: DatasetName, options: CacheOptions = {}): Promise<ClearedFiles> {
  const descriptor = findDefinition(name);
  return (await import('./pipeline/cached-files.ts')).clearFiles(descriptor, options);
}
