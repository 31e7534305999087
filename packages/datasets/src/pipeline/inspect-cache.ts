// Gets every file of a set into the cache, verified: what the cache lacks is fetched, and all of it becomes
// visible at once, when the last file is right. Any failure before leaves the cache as it was.
import type { CachedFile } from '../cache/cache.ts';
import { checksumVoucher } from '../checksum/published-checksum.ts';
import type { Checksum, ContentFile, DatasetDescriptor } from '../registry/descriptor.ts';
import type { LoadContext } from './options.ts';

/** What the cache has of a content file. */
export interface Holding {
  readonly file: ContentFile;
  /** `official`, `mirror`: good for use. `untrusted`: a mirror's content, and mirrors are not trusted now. */
  readonly state: 'official' | 'mirror' | 'untrusted' | 'damaged' | 'missing';
  readonly cached: CachedFile | undefined;
}

/** The mirrors that vouch for files which are not the official ones, by content name; empty if all are official. */
export type Vouchers = ReadonlyMap<string, string>;

/** Compares the cache with the descriptor. `recompute` hashes every file instead of trusting the manifest. */
export async function takeStock(
  descriptor: DatasetDescriptor,
  context: Pick<LoadContext, 'cache' | 'trustMirrors'> & { readonly recompute?: boolean },
): Promise<Holding[]> {
  const { cache, trustMirrors, recompute = false } = context;
  const holdings: Holding[] = [];
  for (const download of descriptor.downloads) {
    for (const file of download.contents) {
      const cached = await cache.find(`${descriptor.name}/${file.name}`, { recompute });
      const state = stateOf(file, cached, download.checksum);
      holdings.push({ file, cached, state: state === 'mirror' && !trustMirrors ? 'untrusted' : state });
    }
  }
  return holdings;
}

function stateOf(
  file: ContentFile,
  cached: CachedFile | undefined,
  checksum: Checksum | undefined,
): Holding['state'] {
  if (cached === undefined) return 'missing';
  if (cached.sha256 === file.sha256) return 'official';
  if (checksum !== undefined && cached.vouchedBy === checksumVoucher(checksum)) return 'official';
  return cached.vouchedBy === undefined ? 'damaged' : 'mirror';
}

export function lackingOf(holdings: readonly Holding[]): readonly Holding[] {
  return holdings.filter(({ state }) => state !== 'official' && state !== 'mirror');
}

export function vouchersOf(holdings: readonly Holding[]): Map<string, string> {
  return new Map(
    holdings.flatMap(({ file, state, cached }) =>
      state === 'mirror' && cached?.vouchedBy !== undefined ? [[file.name, cached.vouchedBy]] : [],
    ),
  );
}
