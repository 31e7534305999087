// Verifies, repairs and deletes the cached files of a data set. The public functions are in ../cache-admin.ts, which
// loads this file on demand.
import type { ClearedFiles } from '../cache/cache.ts';
import { check, requireOptions } from '../check.ts';
import { contentFiles, type DatasetDescriptor, type DatasetName } from '../registry/descriptor.ts';
import { ensureFiles } from './ensure-files.ts';
import { type CacheEntry, inspectCache } from './inspect-cache.ts';
import { LOAD_OPTIONS, type LoadOptions, resolveOptions } from './options.ts';

/** The state of a cached file after reading all of it. */
export interface VerifiedFile {
  /** `<set>/<content name>`. */
  readonly file: string;
  /**
   * `official`: the official content. `mirror`: listed by a mirror, and unchanged since. `damaged`: neither. `missing`:
   * not in the cache.
   */
  readonly state: 'official' | 'mirror' | 'damaged' | 'missing';
  /** Length of the file in bytes; 0 if it is missing. */
  readonly bytes: number;
  /** sha256 of the file; undefined if it is missing. */
  readonly sha256: string | undefined;
  /** The official sha256; undefined if only the compressed file has a published checksum. */
  readonly expected: string | undefined;
}

/** The result of `verifyDataset`. */
export interface Verification {
  readonly name: DatasetName;
  /** The cache: a directory, or the browser's name for it. */
  readonly location: string;
  /** True if no file is damaged or missing. */
  readonly ok: boolean;
  readonly files: readonly VerifiedFile[];
  /** Files that were fetched again; empty without `repair`. */
  readonly repaired: readonly string[];
}

/** Options of the cache functions. */
export type CacheOptions = Pick<LoadOptions, 'cache'>;

/** Verifies the files of a descriptor. Options, result and errors are those of `verifyDataset`. */
export async function verifyFiles(
  descriptor: DatasetDescriptor,
  options: LoadOptions & { readonly repair?: boolean },
): Promise<Verification> {
  requireOptions('verifyDataset', options, [...LOAD_OPTIONS, 'repair']);
  const { repair = false, ...load } = options;
  check.flag('repair', repair);
  const context = await resolveOptions(descriptor, load);
  const inspect = () => inspectCache(descriptor, { ...context, recompute: true });
  const found = await inspect();
  const broken = found.filter(({ state }) => state === 'damaged' || state === 'missing');
  const isRepairing = repair && broken.length > 0;
  if (isRepairing) await ensureFiles({ descriptor, context, recompute: true });
  const files = (isRepairing ? await inspect() : found).map((entry) => describe(descriptor.name, entry));
  return {
    name: descriptor.name,
    location: context.cache.location,
    ok: files.every(({ state }) => state === 'official' || state === 'mirror'),
    files,
    repaired: isRepairing ? broken.map(({ file }) => `${descriptor.name}/${file.name}`) : [],
  };
}

/** Deletes the files of a descriptor. Options, result and errors are those of `clearDataset`. */
export async function clearFiles(
  descriptor: DatasetDescriptor,
  options: CacheOptions,
): Promise<ClearedFiles> {
  requireOptions('clearDataset', options, ['cache']);
  const { cache } = await resolveOptions(descriptor, options);
  return cache.clear(
    descriptor.name,
    contentFiles(descriptor).map((file) => file.name),
  );
}

function describe(set: string, { file, state, cached }: CacheEntry): VerifiedFile {
  return {
    file: `${set}/${file.name}`,
    // Trust decides whether a file may be used, not whether it is unchanged.
    state: state === 'untrusted' ? 'mirror' : state,
    bytes: cached?.bytes ?? 0,
    sha256: cached?.sha256,
    expected: file.sha256,
  };
}
