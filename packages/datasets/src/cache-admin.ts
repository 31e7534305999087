// Looking after the cache: where it is, whether its files are still right, deleting a data set from it.
// The pipeline is loaded when it is first needed: paths need none of it.
import { platform } from '#platform';
import type { ClearedFiles } from './cache/cache.ts';
import { check, requireOptions } from './check.ts';
import type { CacheOptions, Verification } from './pipeline/cached-files.ts';
import type { LoadOptions } from './pipeline/options.ts';
import { findDefinition } from './registry/datasets.ts';
import type { DatasetName } from './registry/descriptor.ts';

/** The directory that is used when no other is given. @throws DatasetError `UNSUPPORTED` in browsers. */
export function cacheDirectory(): string {
  return platform.cacheDirectory();
}

/** The directory of a set's cached files, whether it exists or not. @throws DatasetError `UNSUPPORTED` in browsers. */
export function datasetPath(name: DatasetName, options: { readonly cache?: string } = {}): string {
  const descriptor = findDefinition(name);
  requireOptions('datasetPath', options, ['cache']);
  const { cache } = options;
  if (cache !== undefined) check.text('cache', cache);
  return platform.datasetDirectory(cache ?? platform.cacheDirectory(), descriptor.name);
}

/**
 * Reads every cached file of a set and compares its sha256, whatever is remembered of it.
 *
 * @param options.repair fetch damaged and missing files again, as `loadDataset` would. Default false.
 * @returns the state found, after the repair where one was asked for.
 * @throws DatasetError `CACHE_UNREADABLE`; with `repair` also all of `loadDataset`.
 */
export async function verifyDataset(
  name: DatasetName,
  options: LoadOptions & { readonly repair?: boolean } = {},
): Promise<Verification> {
  const descriptor = findDefinition(name);
  return (await import('./pipeline/cached-files.ts')).verifyFiles(descriptor, options);
}

/**
 * Deletes a set's files from the cache; other files there stay.
 *
 * @throws DatasetError `CACHE_UNWRITABLE`.
 */
export async function clearDataset(name: DatasetName, options: CacheOptions = {}): Promise<ClearedFiles> {
  const descriptor = findDefinition(name);
  return (await import('./pipeline/cached-files.ts')).clearFiles(descriptor, options);
}
