// Gets every file of a set into the cache, verified: what the cache lacks is fetched, and all of it becomes
// visible at once, when the last file is right. Any failure before leaves the cache as it was.
import type { Cache, CachedFile, CacheTransaction } from '../cache/cache.ts';
import { checksumVoucher } from '../checksum/checked-download.ts';
import { DatasetError } from '../error.ts';
import type { Checksum, ContentFile, DatasetDescriptor, Download } from '../registry/descriptor.ts';
import { missingFiles, offlineError } from './failures.ts';
import { fetchDownload } from './fetch-download.ts';
import type { LoadContext } from './options.ts';
import { SourceError } from './source.ts';

/** What the cache has of a content file. */
export interface Holding {
  readonly file: ContentFile;
  /** `official`, `mirror`: good for use. `untrusted`: a mirror's content, and mirrors are not trusted now. */
  readonly state: 'official' | 'mirror' | 'untrusted' | 'damaged' | 'missing';
  readonly cached: CachedFile | undefined;
}

/** The mirrors that vouch for files which are not the official ones, by content name; empty if all are official. */
export type Vouchers = ReadonlyMap<string, string>;

/**
 * Makes sure that the cache holds every file of the set.
 *
 * @param request.recompute hash every file instead of trusting what is remembered. Default false.
 * @throws DatasetError of any download or cache code.
 */
export async function acquire(request: {
  readonly descriptor: DatasetDescriptor;
  readonly context: LoadContext;
  readonly recompute?: boolean;
}): Promise<Vouchers> {
  const { descriptor, context, recompute } = request;
  const { signal } = context;
  try {
    signal?.throwIfAborted();
    const holdings = await takeStock(descriptor, { ...context, recompute });
    await rememberFound(descriptor, holdings, context);
    if (lackingOf(holdings).length === 0) return vouchersOf(holdings);
    return await fetchLacking({ descriptor, lacking: lackingOf(holdings), context, recompute });
  } catch (error) {
    if (!signal?.aborted) throw error;
    throw new DatasetError('ABORTED', `Loading ${descriptor.name} was stopped by its signal.`, {
      cause: signal.reason,
    });
  }
}

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

/** Remembers files that are right but were not remembered, by whatever came into the cache by hand or was cut short. */
async function rememberFound(
  descriptor: DatasetDescriptor,
  holdings: readonly Holding[],
  { cache, signal }: LoadContext,
): Promise<void> {
  const { name: set, downloads } = descriptor;
  const found = holdings.filter(({ state, cached }) => state === 'official' && cached?.remembered === false);
  if (found.length > 0 && lackingOf(holdings).length === 0) {
    // Whoever was killed after its last file was there left its partial downloads.
    await tidy({ set, downloads, cache, signal }).catch(() => signal?.throwIfAborted());
  }
  for (const { file, cached } of found) {
    if (cached !== undefined) await cache.remember(`${set}/${file.name}`, cached);
  }
}

async function tidy(work: {
  readonly set: string;
  readonly downloads: readonly Download[];
  readonly cache: Cache;
  readonly signal: AbortSignal | undefined;
}): Promise<void> {
  const { set, downloads, cache, signal } = work;
  const transaction = await cache.begin({ set, signal });
  for (const { name } of downloads) await transaction.partial(`${set}/${name}`);
  await transaction.commit();
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

function lackingOf(holdings: readonly Holding[]): readonly Holding[] {
  return holdings.filter(({ state }) => state !== 'official' && state !== 'mirror');
}

function vouchersOf(holdings: readonly Holding[]): Map<string, string> {
  return new Map(
    holdings.flatMap(({ file, state, cached }) =>
      state === 'mirror' && cached?.vouchedBy !== undefined ? [[file.name, cached.vouchedBy]] : [],
    ),
  );
}

/** Files to fetch, all of one set. */
interface Job {
  readonly descriptor: DatasetDescriptor;
  readonly lacking: readonly Holding[];
  readonly context: LoadContext;
}

async function fetchLacking(job: Job & { readonly recompute?: boolean }): Promise<Vouchers> {
  const { descriptor, context, recompute } = job;
  const { cache, signal } = context;
  if (context.offline && context.sources.length === 0) throw offlineError({ ...job, tried: [] });
  const bytes = job.lacking.reduce((sum, { file }) => sum + file.bytes, 0);
  const transaction = await cache.begin({ set: descriptor.name, bytes, signal });
  try {
    // Another process may have fetched them while this one waited for its turn.
    const holdings = await takeStock(descriptor, { ...context, recompute });
    const lacking = lackingOf(holdings);
    const fetched = await fetchInto(transaction, { ...job, lacking });
    signal?.throwIfAborted();
    await transaction.commit();
    return new Map([...vouchersOf(holdings), ...fetched]);
  } catch (error) {
    const isCutOff = error instanceof DatasetError && error.cause instanceof SourceError;
    await transaction.rollback({ keepPartials: signal?.aborted || isCutOff });
    throw error;
  }
}

async function fetchInto(transaction: CacheTransaction, job: Job): Promise<Vouchers> {
  const { descriptor, lacking, context } = job;
  const vouchers = new Map<string, string>();
  let sources = context.sources;
  for (const download of descriptor.downloads) {
    const holdings = lacking.filter(({ file }) => download.contents.includes(file));
    if (holdings.length === 0) {
      // Whoever was killed between the renames of a commit left it beside its complete files: opened, it goes with ours.
      await transaction.partial(`${descriptor.name}/${download.name}`);
      continue;
    }
    const current = { ...context, sources };
    const result = await fetchDownload({ descriptor, download, holdings, context: current, transaction });
    if (result.missing.length > 0) {
      throw context.offline
        ? offlineError({ ...job, tried: result.attempts })
        : missingFiles({ descriptor, download, holdings, context, ...result });
    }
    for (const [name, mirror] of result.vouchers) vouchers.set(name, mirror);
    // A source that failed is asked last for the files to come: a dead one costs its time-out once.
    const failed = new Set(result.attempts.map(({ source }) => source));
    const isGood = ({ label }: { readonly label: string }) => !failed.has(label);
    sources = [...sources.filter(isGood), ...sources.filter((source) => !isGood(source))];
  }
  return vouchers;
}
