// One download from the first source that has it right. Files of an archive that one source had right are kept
// when the next source is asked for the others.
import type { CacheTransaction } from '../cache/cache.ts';
import {
  ChecksumError,
  checkedDownload,
  checksumVoucher,
  needsCheckedDownload,
} from '../checksum/checked-download.ts';
import type { Attempt } from '../error.ts';
import type { ContentFile, DatasetDescriptor, Download } from '../registry/descriptor.ts';
import type { Holding } from './acquire.ts';
import { mirrorSums } from './mirror-sums.ts';
import type { LoadContext } from './options.ts';
import { reporting } from './progress.ts';
import { sha256 } from './sha256.ts';
import { type Source, SourceError } from './source.ts';
import { downloadLimit, unpack } from './unpack.ts';

export interface FetchJob {
  readonly descriptor: DatasetDescriptor;
  readonly download: Download;
  readonly holdings: readonly Holding[];
  readonly context: LoadContext;
  readonly transaction: CacheTransaction;
}

export interface FetchResult {
  /** Files that no source had right; empty on success. */
  readonly missing: readonly ContentFile[];
  /** What each source said that did not have everything. */
  readonly attempts: readonly Attempt[];
  /** Whether a source had another file than the official one under its name. */
  readonly mismatch: boolean;
  /** Mirrors vouching for content that is not official, by content name. */
  readonly vouchers: ReadonlyMap<string, string>;
}

/** Tries the sources in order. Only a source's own failure leads on to the next; others are thrown. */
export async function fetchDownload(job: FetchJob): Promise<FetchResult> {
  const missing = new Map(job.holdings.map(({ file }) => [file.name, file]));
  const vouchers = new Map<string, string>();
  const attempts: Attempt[] = [];
  let mismatch = false;
  for (const source of job.context.sources) {
    if (missing.size === 0) break;
    job.context.signal?.throwIfAborted();
    try {
      const wrong = await fetchFrom(source, { ...job, missing, vouchers });
      mismatch ||= wrong.length > 0;
      if (wrong.length > 0) attempts.push({ source: source.label, reason: wrong.join(', ') });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      mismatch ||= error instanceof ChecksumError;
      attempts.push({ source: source.label, reason: error.message });
    }
  }
  return { missing: [...missing.values()], attempts, mismatch, vouchers };
}

interface Attempting extends FetchJob {
  /** What is right is taken off this. */
  readonly missing: Map<string, ContentFile>;
  readonly vouchers: Map<string, string>;
}

/** Puts what is right into the transaction; gives what was wrong, in words. */
async function fetchFrom(source: Source, attempt: Attempting): Promise<string[]> {
  const { descriptor, download, context, transaction, missing, vouchers } = attempt;
  const path = `${descriptor.name}/${download.name}`;
  const { chunks, total } = await source.open(source.isMirror ? path : download.name, context.signal);
  const told = reporting(abortable(chunks, context.signal), {
    file: path,
    source: source.label,
    total,
    onProgress: context.onProgress,
  });
  const checked = needsCheckedDownload(download)
    ? checkedDownload(told, { ...download, limit: downloadLimit(download) })
    : told;
  const wrong: string[] = [];
  for await (const { file, content } of unpack(download, [...missing.values()], checked)) {
    const key = `${descriptor.name}/${file.name}`;
    const sum = await sha256(content);
    const vouched = sum !== file.sha256 && (await mirrorSums(source, context.signal)).get(key) === sum;
    const isChecked = file.sha256 === undefined && download.checksum !== undefined;
    if (isChecked || sum === file.sha256 || (vouched && context.trustMirrors)) {
      const vouchedBy = isChecked ? checksumVoucher(download.checksum) : vouched ? source.label : undefined;
      await transaction.put({ key, content, sha256: sum, vouchedBy });
      if (!isChecked && vouchedBy !== undefined) vouchers.set(file.name, vouchedBy);
      missing.delete(file.name);
    } else {
      wrong.push(mismatchReason({ file, sum, vouched }));
    }
  }
  return wrong;
}

function mismatchReason(found: { file: ContentFile; sum: string; vouched: boolean }): string {
  const { file, sum, vouched } = found;
  const reason = `${file.name} has sha256 ${sum}, expected ${file.sha256}`;
  return vouched
    ? `${reason} (its own SHA256SUMS lists it: trustMirrors or NN101_MIRROR_TRUST=1 accepts it)`
    : reason;
}

async function* abortable<Chunk>(chunks: AsyncIterable<Chunk>, signal: AbortSignal | undefined) {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}
