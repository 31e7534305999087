// Gets every file of a set into the cache, verified: what the cache lacks is fetched, and all of it becomes
// visible at once, when the last file is right. Any failure before leaves the cache as it was.
import type { Cache, CacheTransaction } from '../cache/cache.ts';
import { DatasetError } from '../error.ts';
import type { DatasetDescriptor, Download } from '../registry/descriptor.ts';
import { SourceError } from '../source/source.ts';
import { fetchDownload } from './download-file.ts';
import { missingFiles, offlineError } from './failure-messages.ts';
import { type Holding, lackingOf, takeStock, type Vouchers, vouchersOf } from './inspect-cache.ts';
import type { LoadContext } from './options.ts';

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
