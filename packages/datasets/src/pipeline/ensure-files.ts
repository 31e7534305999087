// Makes sure that the cache holds every file of a data set, verified. Missing files are fetched, and all of them become
// visible together when the last one is verified. A failure before that leaves the cache as it was.
import type { Cache, CacheTransaction } from '../cache/cache.ts';
import { DatasetError } from '../error.ts';
import type { DatasetDescriptor, Download } from '../registry/descriptor.ts';
import { SourceError } from '../source/source.ts';
import { downloadFile } from './download-file.ts';
import { downloadError, offlineError } from './failure-messages.ts';
import {
  type CacheEntry,
  inspectCache,
  missingEntries,
  type TrustedMirrors,
  trustedMirrorsOf,
} from './inspect-cache.ts';
import type { LoadContext } from './options.ts';

/**
 * Makes sure that the cache holds every file of the data set.
 *
 * @param request.recompute hash every file instead of trusting recorded checksums. Default false.
 * @throws DatasetError with any of the download and cache codes.
 */
export async function ensureFiles(request: {
  readonly descriptor: DatasetDescriptor;
  readonly context: LoadContext;
  readonly recompute?: boolean;
}): Promise<TrustedMirrors> {
  const { descriptor, context, recompute } = request;
  const { signal } = context;
  try {
    signal?.throwIfAborted();
    const entries = await inspectCache(descriptor, { ...context, recompute });
    await recordFound(descriptor, entries, context);
    const missing = missingEntries(entries);
    if (missing.length === 0) return trustedMirrorsOf(entries);
    return await downloadMissing({ descriptor, missing, context, recompute });
  } catch (error) {
    if (!signal?.aborted) throw error;
    throw new DatasetError('ABORTED', `Loading ${descriptor.name} was stopped by its signal.`, {
      cause: signal.reason,
    });
  }
}

/** Records the checksums of official files that lack one: someone put them there, or a commit was cut short. */
async function recordFound(
  descriptor: DatasetDescriptor,
  entries: readonly CacheEntry[],
  { cache, signal }: LoadContext,
): Promise<void> {
  const { name: set, downloads } = descriptor;
  const found = entries.filter(({ state, cached }) => state === 'official' && cached?.remembered === false);
  if (found.length > 0 && missingEntries(entries).length === 0) {
    // A process killed after it stored its last file leaves its partial downloads.
    await removePartials({ set, downloads, cache, signal }).catch(() => signal?.throwIfAborted());
  }
  for (const { file, cached } of found) {
    if (cached !== undefined) await cache.recordChecksum(`${set}/${file.name}`, cached);
  }
}

/** Partial downloads that a transaction opens are deleted when it commits. */
async function removePartials(request: {
  readonly set: string;
  readonly downloads: readonly Download[];
  readonly cache: Cache;
  readonly signal: AbortSignal | undefined;
}): Promise<void> {
  const { set, downloads, cache, signal } = request;
  const transaction = await cache.begin({ set, signal });
  for (const { name } of downloads) await transaction.partial(`${set}/${name}`);
  await transaction.commit();
}

/** The files of one data set that must be fetched. */
interface MissingFiles {
  readonly descriptor: DatasetDescriptor;
  readonly missing: readonly CacheEntry[];
  readonly context: LoadContext;
}

async function downloadMissing(
  request: MissingFiles & { readonly recompute?: boolean },
): Promise<TrustedMirrors> {
  const { descriptor, context, recompute } = request;
  const { cache, signal } = context;
  if (context.offline && context.sources.length === 0) throw offlineError({ ...request, tried: [] });
  const bytes = request.missing.reduce((sum, { file }) => sum + file.bytes, 0);
  const transaction = await cache.begin({ set: descriptor.name, bytes, signal });
  try {
    // Another process may have fetched them while this one waited for the lock.
    const entries = await inspectCache(descriptor, { ...context, recompute });
    const missing = missingEntries(entries);
    const downloaded = await downloadInto(transaction, { ...request, missing });
    signal?.throwIfAborted();
    await transaction.commit();
    return new Map([...trustedMirrorsOf(entries), ...downloaded]);
  } catch (error) {
    const isUnreachable = error instanceof DatasetError && error.cause instanceof SourceError;
    await transaction.rollback({ keepPartials: signal?.aborted || isUnreachable });
    throw error;
  }
}

async function downloadInto(transaction: CacheTransaction, request: MissingFiles): Promise<TrustedMirrors> {
  const { descriptor, missing, context } = request;
  const trustedMirrors = new Map<string, string>();
  let sources = context.sources;
  for (const download of descriptor.downloads) {
    const entries = missing.filter(({ file }) => download.contents.includes(file));
    if (entries.length === 0) {
      // A process killed while it committed leaves partial downloads beside complete files. Opening one here deletes it
      // with this commit.
      await transaction.partial(`${descriptor.name}/${download.name}`);
      continue;
    }
    const current = { ...context, sources };
    const result = await downloadFile({ descriptor, download, entries, context: current, transaction });
    if (result.missing.length > 0) {
      throw context.offline
        ? offlineError({ ...request, tried: result.attempts })
        : downloadError({ descriptor, download, entries, context, ...result });
    }
    for (const [name, mirror] of result.trustedMirrors) trustedMirrors.set(name, mirror);
    // A source that failed comes last for the files that follow, so that a dead one costs its timeout once.
    const failed = new Set(result.attempts.map(({ source }) => source));
    const isGood = ({ label }: { readonly label: string }) => !failed.has(label);
    sources = [...sources.filter(isGood), ...sources.filter((source) => !isGood(source))];
  }
  return trustedMirrors;
}
