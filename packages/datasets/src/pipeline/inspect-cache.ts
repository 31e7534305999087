// Compares the cache with a descriptor: which files are there, and whether they are the right ones. Nothing is fetched;
// what is missing is fetched by ./ensure-files.ts.
import type { CachedFile } from '../cache/cache.ts';
import { checksumLabel } from '../checksum/published-checksum.ts';
import type { Checksum, ContentFile, DatasetDescriptor } from '../registry/descriptor.ts';
import type { LoadContext } from './options.ts';

/** A content file and its state in the cache. */
export interface CacheEntry {
  readonly file: ContentFile;
  /**
   * `official` and `mirror` can be used. `untrusted` is the content of a mirror while mirrors are not trusted. `damaged`
   * is neither official nor vouched for by a mirror.
   */
  readonly state: 'official' | 'mirror' | 'untrusted' | 'damaged' | 'missing';
  readonly cached: CachedFile | undefined;
}

/** The mirrors that vouch for unofficial files, by content name; empty if all files are official. */
export type TrustedMirrors = ReadonlyMap<string, string>;

/** Looks up every file of a descriptor. `recompute` hashes the files instead of trusting recorded checksums. */
export async function inspectCache(
  descriptor: DatasetDescriptor,
  context: Pick<LoadContext, 'cache' | 'trustMirrors'> & { readonly recompute?: boolean },
): Promise<CacheEntry[]> {
  const { cache, trustMirrors, recompute = false } = context;
  const entries: CacheEntry[] = [];
  for (const download of descriptor.downloads) {
    for (const file of download.contents) {
      const cached = await cache.find(`${descriptor.name}/${file.name}`, { recompute });
      const state = stateOf(file, cached, download.checksum);
      entries.push({ file, cached, state: state === 'mirror' && !trustMirrors ? 'untrusted' : state });
    }
  }
  return entries;
}

function stateOf(
  file: ContentFile,
  cached: CachedFile | undefined,
  checksum: Checksum | undefined,
): CacheEntry['state'] {
  if (cached === undefined) return 'missing';
  if (cached.sha256 === file.sha256) return 'official';
  if (checksum !== undefined && cached.vouchedBy === checksumLabel(checksum)) return 'official';
  return cached.vouchedBy === undefined ? 'damaged' : 'mirror';
}

/** The entries that cannot be used and must be fetched. */
export function missingEntries(entries: readonly CacheEntry[]): readonly CacheEntry[] {
  return entries.filter(({ state }) => state !== 'official' && state !== 'mirror');
}

/** The mirrors that vouch for the unofficial files among `entries`. */
export function trustedMirrorsOf(entries: readonly CacheEntry[]): TrustedMirrors {
  return new Map(
    entries.flatMap(({ file, state, cached }) =>
      state === 'mirror' && cached?.vouchedBy !== undefined ? [[file.name, cached.vouchedBy]] : [],
    ),
  );
}
