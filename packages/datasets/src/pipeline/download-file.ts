// Downloads one file from the first source that has it right. A source that fails is left for the next one. When all
// have failed, those whose failure may pass are tried again, after a delay. A single source: ./download-from.ts.
import { ChecksumError } from '../checksum/published-checksum.ts';
import type { SourceAttempt } from '../error.ts';
import type { ContentFile } from '../registry/descriptor.ts';
import { type Source, SourceError } from '../source/source.ts';
import { type ActiveDownload, type DownloadJob, downloadFrom } from './download-from.ts';

export interface DownloadResult {
  /** Files that no source had right; empty on success. */
  readonly missing: readonly ContentFile[];
  /** The last failure of each source that did not have everything. */
  readonly attempts: readonly SourceAttempt[];
  /** Whether a source had other content than the official one under this name. */
  readonly mismatch: boolean;
  /** The last error, if the last round reached no server at all: the bytes received before are worth keeping. */
  readonly unreachable: SourceError | undefined;
  /** The mirrors that vouch for unofficial content, by content name. */
  readonly trustedMirrors: ReadonlyMap<string, string>;
}

/** Tries the sources in order. Only a failure of the source itself leads to the next one; other errors are thrown. */
export async function downloadFile(job: DownloadJob): Promise<DownloadResult> {
  const { sources, retries, retryDelay, minimumRate, signal } = job.context;
  const missing = new Map(job.entries.map(({ file }) => [file.name, file]));
  const trustedMirrors = new Map<string, string>();
  const reasons = new Map<string, string>();
  let mismatch = false;
  let unreachable: SourceError | undefined;
  let remaining = sources;
  for (let round = 0; ; round++) {
    const active = { ...job, missing, trustedMirrors, minimumRate: minimumRate / 4 ** round };
    const result = await trySources(remaining, active);
    for (const [source, reason] of result.reasons) reasons.set(source, reason);
    mismatch ||= result.mismatch;
    unreachable = result.unreachable;
    remaining = result.retryable;
    if (missing.size === 0 || remaining.length === 0 || round >= retries) break;
    await sleep(Math.max(retryDelay * 2 ** round, result.wait), signal);
  }
  const attempts = Array.from(reasons, ([source, reason]) => ({ source, reason }));
  return { missing: [...missing.values()], attempts, mismatch, unreachable, trustedMirrors };
}

/** The outcome of trying every source once. */
interface RoundResult extends Pick<DownloadResult, 'mismatch' | 'unreachable'> {
  readonly reasons: ReadonlyMap<string, string>;
  /** Sources worth another try, after `wait` milliseconds at the earliest. */
  readonly retryable: readonly Source[];
  readonly wait: number;
}

async function trySources(sources: readonly Source[], active: ActiveDownload): Promise<RoundResult> {
  const { signal, maxWait } = active.context;
  const reasons = new Map<string, string>();
  const retryable: Source[] = [];
  let mismatch = false;
  let wait = maxWait;
  const failures: SourceError[] = [];
  for (const source of sources) {
    if (active.missing.size === 0) break;
    signal?.throwIfAborted();
    try {
      const mismatches = await downloadFrom(source, active);
      mismatch ||= mismatches.length > 0;
      if (mismatches.length > 0) reasons.set(source.label, mismatches.join(', '));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      mismatch ||= error instanceof ChecksumError;
      failures.push(error);
      reasons.set(source.label, error.message);
      if (error.retryAfter === undefined || error.retryAfter > maxWait) continue;
      retryable.push(source);
      wait = Math.min(wait, error.retryAfter);
    }
  }
  const areAllUnreachable =
    reasons.size === failures.length && failures.every(({ isUnreachable }) => isUnreachable);
  return { reasons, mismatch, unreachable: areAllUnreachable ? failures.at(-1) : undefined, retryable, wait };
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
