// Looking after the cache, for those who load sets: the functions of ./manage.ts, which come with the pipeline when
// they are first called, and the paths, which need neither.
import { place } from '#place';
import type { Cleared } from './cache/cache.ts';
import { check, requireOptions } from './check.ts';
import type { CacheOptions, Verification } from './manage.ts';
import type { LoadOptions } from './pipeline/options.ts';
import { findDescriptor } from './registry/datasets.ts';
import type { DatasetName } from './registry/descriptor.ts';

/** The directory that is used when no other is given. @throws DatasetError `UNSUPPORTED` in browsers. */
export function cacheDirectory(): string {
  return place.cacheDirectory();
}

/** The directory of a set's cached files, whether it exists or not. @throws DatasetError `UNSUPPORTED` in browsers. */
export function datasetPath(name: DatasetName, options: { readonly cache?: string } = {}): string {
  const descriptor = findDescriptor(name);
  requireOptions('datasetPath', options, ['cache']);
  const { cache } = options;
  if (cache !== undefined) check.text('cache', cache);
  return place.folder(cache ?? place.cacheDirectory(), descriptor.name);
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
  options?: LoadOptions & { readonly repair?: boolean },
): Promise<Verification> {
  return (await import('./manage.ts')).verifyDataset(name, options);
}

/**
 * Deletes a set's files from the cache; other files there stay.
 *
 * @throws DatasetError `CACHE_UNWRITABLE`.
 */
export async function clearDataset(name: DatasetName, options?: CacheOptions): Promise<Cleared> {
  return (await import('./manage.ts')).clearDataset(name, options);
}
