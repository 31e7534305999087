// Looking after the cache: where it is, whether its files are still right, deleting a set. For `nn101 datasets`.

import type { Cleared } from './cache/cache.ts';
import { check, requireOptions } from './check.ts';
import { acquire, type Holding, takeStock } from './pipeline/acquire.ts';
import { LOAD_OPTIONS, type LoadOptions, resolveOptions } from './pipeline/options.ts';
import { findDescriptor } from './registry/datasets.ts';
import { contentFiles, type DatasetName } from './registry/descriptor.ts';

/** What the cache has of one file, after reading all of it. */
export interface VerifiedFile {
  /** `<set>/<content name>`. */
  readonly file: string;
  /**
   * `official`: the official content. `mirror`: what a mirror vouched for, unchanged since. `damaged`: neither.
   * `missing`: not there.
   */
  readonly state: 'official' | 'mirror' | 'damaged' | 'missing';
  /** Length of the file; 0 if missing. */
  readonly bytes: number;
  /** Its sha256; undefined if missing. */
  readonly sha256: string | undefined;
  /** The official sha256; undefined where only the sum of the compressed file is published. */
  readonly expected: string | undefined;
}

/** What `verifyDataset` found. */
export interface Verification {
  readonly name: DatasetName;
  /** The cache: a directory, or the browser's name for it. */
  readonly location: string;
  /** Whether no file is damaged or missing. */
  readonly ok: boolean;
  readonly files: readonly VerifiedFile[];
  /** Files that were fetched again; empty unless `repair` was asked for. */
  readonly repaired: readonly string[];
}

/** Options of the cache functions. */
export type CacheOptions = Pick<LoadOptions, 'cache'>;

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
  const descriptor = findDescriptor(name);
  requireOptions('verifyDataset', options, [...LOAD_OPTIONS, 'repair']);
  const { repair = false, ...load } = options;
  check.flag('repair', repair);
  const context = resolveOptions(descriptor, load);
  const stock = await takeStock(descriptor, { ...context, recompute: true });
  const broken = stock.filter(({ state }) => state === 'damaged' || state === 'missing');
  const isRepairing = repair && broken.length > 0;
  if (isRepairing) await acquire({ descriptor, context, recompute: true });
  const holdings = isRepairing ? await takeStock(descriptor, { ...context, recompute: true }) : stock;
  const files = holdings.map((holding) => describe(descriptor.name, holding));
  return {
    name,
    location: context.cache.location,
    ok: files.every(({ state }) => state === 'official' || state === 'mirror'),
    files,
    repaired: isRepairing ? broken.map(({ file }) => `${name}/${file.name}`) : [],
  };
}

/**
 * Deletes a set's files from the cache; other files there stay.
 *
 * @throws DatasetError `CACHE_UNWRITABLE`.
 */
export async function clearDataset(name: DatasetName, options: CacheOptions = {}): Promise<Cleared> {
  const descriptor = findDescriptor(name);
  requireOptions('clearDataset', options, ['cache']);
  const context = resolveOptions(descriptor, options);
  return context.cache.clear(
    descriptor.name,
    contentFiles(descriptor).map((file) => file.name),
  );
}

function describe(set: string, { file, state, cached }: Holding): VerifiedFile {
  return {
    file: `${set}/${file.name}`,
    // Whether mirrors are trusted matters for using a file, not for whether it is unchanged.
    state: state === 'untrusted' ? 'mirror' : state,
    bytes: cached?.bytes ?? 0,
    sha256: cached?.sha256,
    expected: file.sha256,
  };
}
