import { ChecksumError } from '../checksum/published-checksum.ts';
import type { Attempt } from '../error.ts';
import type { ContentFile } from '../registry/descriptor.ts';
import { type Source, SourceError } from '../source/source.ts';
import { type Fetching, type FetchJob, fetchFrom } from './download-from.ts';

export interface FetchResult {
  /** Files that no source had right; empty on success. */
  readonly missing: readonly ContentFile[];
  /** What each source said last that did not have everything. */
  readonly attempts: readonly Attempt[];
  /** Whether a source had another file than the official one under its name. */
  readonly mismatch: boolean;
  /** Where the last round reached no server at all: what came before is worth keeping. */
  readonly cutOff: SourceError | undefined;
  /** Mirrors vouching for content that is not official, by content name. */
  readonly vouchers: ReadonlyMap<string, string>;
}

/** Tries the sources in order. Only a source's own failure leads on to the next; others are thrown. */
export async function fetchDownload(job: FetchJob): Promise<FetchResult> {
  const { sources, retries, backOff, minimumRate, signal } = job.context;
  const missing = new Map(job.holdings.map(({ file }) => [file.name, file]));
  const vouchers = new Map<string, string>();
  const reasons = new Map<string, string>();
  let mismatch = false;
  let cutOff: SourceError | undefined;
  let left = sources;
  for (let round = 0; ; round++) {
    const fetching = { ...job, missing, vouchers, minimumRate: minimumRate / 4 ** round };
    const tried = await tryInTurn(left, fetching);
    for (const [source, reason] of tried.reasons) reasons.set(source, reason);
    mismatch ||= tried.mismatch;
    cutOff = tried.cutOff;
    left = tried.again;
    if (missing.size === 0 || left.length === 0 || round >= retries) break;
    await sleep(Math.max(backOff * 2 ** round, tried.wait), signal);
  }
  const attempts = Array.from(reasons, ([source, reason]) => ({ source, reason }));
  return { missing: [...missing.values()], attempts, mismatch, cutOff, vouchers };
}

/** What a round of tries gave. */
interface Round extends Pick<FetchResult, 'mismatch' | 'cutOff'> {
  readonly reasons: ReadonlyMap<string, string>;
  /** Sources that may do better, after `wait` milliseconds at the earliest. */
  readonly again: readonly Source[];
  readonly wait: number;
}

async function tryInTurn(sources: readonly Source[], fetching: Fetching): Promise<Round> {
  const { signal, longestWait } = fetching.context;
  const reasons = new Map<string, string>();
  const again: Source[] = [];
  let mismatch = false;
  let wait = longestWait;
  const failures: SourceError[] = [];
  for (const source of sources) {
    if (fetching.missing.size === 0) break;
    signal?.throwIfAborted();
    try {
      const wrong = await fetchFrom(source, fetching);
      mismatch ||= wrong.length > 0;
      if (wrong.length > 0) reasons.set(source.label, wrong.join(', '));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      mismatch ||= error instanceof ChecksumError;
      failures.push(error);
      reasons.set(source.label, error.message);
      if (error.retryAfter === undefined || error.retryAfter > longestWait) continue;
      again.push(source);
      wait = Math.min(wait, error.retryAfter);
    }
  }
  const isCutOff = reasons.size === failures.length && failures.every(({ isUnreachable }) => isUnreachable);
  return { reasons, mismatch, cutOff: isCutOff ? failures.at(-1) : undefined, again, wait };
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
