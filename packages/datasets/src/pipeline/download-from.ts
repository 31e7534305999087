// One file from one source: its bytes are received and unpacked, and each content file is verified before it enters the
// cache. If the bytes continue an earlier attempt and do not fit together, the whole file is fetched again.

import type { CacheTransaction, PartialDownload } from '../cache/cache.ts';
import {
  ChecksumError,
  checksumLabel,
  isVerifiedAsDownload,
  verifyDownload,
} from '../checksum/published-checksum.ts';
import { sha256 } from '../checksum/sha256.ts';
import type { ContentFile, DatasetDescriptor, Download } from '../registry/descriptor.ts';
import { mirrorSums, type Source, SourceError } from '../source/source.ts';
import type { OpenChunks } from './gunzip.ts';
import type { CacheEntry } from './inspect-cache.ts';
import type { LoadContext } from './options.ts';
import { abortable, withProgress } from './progress.ts';
import { collect, downloadLimit, type Unpacked, unpack } from './unpack.ts';

/** A file to download. */
export interface DownloadJob {
  readonly descriptor: DatasetDescriptor;
  readonly download: Download;
  readonly entries: readonly CacheEntry[];
  readonly context: LoadContext;
  readonly transaction: CacheTransaction;
}

/** A download in progress. */
export interface ActiveDownload extends DownloadJob {
  /** The content files that are still missing. Verified files are removed from it. */
  readonly missing: Map<string, ContentFile>;
  readonly trustedMirrors: Map<string, string>;
  /** In bytes per second. A slower server is given up. */
  readonly minimumRate: number;
}

/** Puts verified files into the transaction. @returns why the others were refused. @throws SourceError */
export async function downloadFrom(source: Source, active: ActiveDownload): Promise<string[]> {
  try {
    return await (source.isRemote ? downloadRemote(source, active) : readLocal(source, active));
  } catch (error) {
    // A mirror may hold the unpacked files instead of the packed one.
    const isAbsent = error instanceof SourceError && error.isMissing && source.isMirror;
    if (!isAbsent) throw error;
    return readUnpacked(source, { active, failure: error });
  }
}

function readLocal(source: Source, active: ActiveDownload): Promise<string[]> {
  const { descriptor, download, context } = active;
  const file = `${descriptor.name}/${download.name}`;
  async function* open() {
    const { chunks, total } = await source.open(file, context);
    const reported = withProgress(chunks, { ...context, file, source: source.label, total });
    yield* abortable(reported, context.signal);
  }
  return unpackAndVerify({ open, source, active });
}

async function downloadRemote(source: Source, active: ActiveDownload): Promise<string[]> {
  const { descriptor, download, context, transaction } = active;
  const partial = await transaction.partial(`${descriptor.name}/${download.name}`);
  for (;;) {
    const isContinued = await completePartial({ source, partial, active });
    try {
      const open = () => abortable(partial.read(), context.signal);
      // Mirrors may have repacked the content, and bytes decoded in transit are not the published file either.
      const isPublished = !source.isMirror && !partial.origin?.isDecoded;
      const mismatches = await unpackAndVerify({ open, source, active, isPublished });
      if (mismatches.length === 0) return [];
      await partial.reset();
      if (!isContinued) return mismatches;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      await partial.reset();
      if (!isContinued) throw error;
    }
  }
}

async function readUnpacked(
  source: Source,
  { active, failure }: { readonly active: ActiveDownload; readonly failure: SourceError },
): Promise<string[]> {
  const { descriptor, context, missing } = active;
  const mismatches: string[] = [];
  for (const file of [...missing.values()]) {
    const name = `${descriptor.name}/${file.name}`;
    const opened = await source.open(name, context).catch((error: unknown) => {
      throw error instanceof SourceError && error.isMissing ? failure : error;
    });
    const { chunks, total } = opened;
    const reported = withProgress(chunks, { ...context, file: name, source: source.label, total });
    const content = await collect(abortable(reported, context.signal), file.bytes);
    const reason = await storeIfVerified({ file, content }, { source, active });
    if (reason !== undefined) mismatches.push(reason);
  }
  return mismatches;
}

async function unpackAndVerify(job: {
  readonly open: OpenChunks;
  readonly source: Source;
  readonly active: ActiveDownload;
  /** Whether the bytes should be those of the file with the published checksum. */
  readonly isPublished?: boolean;
}): Promise<string[]> {
  const { source, active, isPublished } = job;
  const { download, missing } = active;
  const { name, checksum } = download;
  let { open } = job;
  let mismatch: string | undefined;
  if (checksum !== undefined && (isPublished || isVerifiedAsDownload(download))) {
    const verified = await verifyDownload(open(), { name, checksum, limit: downloadLimit(download) });
    ({ mismatch } = verified);
    // The mirror's own SHA256SUMS may still list what a repacked file holds.
    if (mismatch !== undefined && !(await listsAllFiles(source, active))) throw new ChecksumError(mismatch);
    open = async function* () {
      yield verified.whole;
    };
  }
  const mismatches: string[] = [];
  const hasVerifiedDownload = isVerifiedAsDownload(download) && mismatch === undefined;
  for await (const unpacked of unpack(download, [...missing.values()], open)) {
    const reason = await storeIfVerified(unpacked, { source, active, hasVerifiedDownload, mismatch });
    if (reason !== undefined) mismatches.push(reason);
  }
  return mismatches;
}

/** Whether the SHA256SUMS of the mirror lists every missing file. */
async function listsAllFiles(
  source: Source,
  { descriptor, context, missing }: ActiveDownload,
): Promise<boolean> {
  const sums = await mirrorSums(source, context.signal);
  return [...missing.keys()].every((name) => sums.has(`${descriptor.name}/${name}`));
}

/** Puts a file into the transaction if it can be verified. @returns the reason if it cannot. */
async function storeIfVerified(
  { file, content }: Unpacked,
  found: {
    readonly source: Source;
    readonly active: ActiveDownload;
    /** Whether it was unpacked from a download with the published checksum. */
    readonly hasVerifiedDownload?: boolean;
    /** How the download differs from the published one. */
    readonly mismatch?: string;
  },
): Promise<string | undefined> {
  const { source, active, hasVerifiedDownload = false, mismatch } = found;
  const { descriptor, download, context, transaction, missing, trustedMirrors } = active;
  const key = `${descriptor.name}/${file.name}`;
  const sum = await sha256(content);
  const isOfficial = sum === file.sha256;
  const isVerifiedByDownload =
    hasVerifiedDownload && file.sha256 === undefined && download.checksum !== undefined;
  const isListed =
    !isOfficial && !isVerifiedByDownload && (await mirrorSums(source, context.signal)).get(key) === sum;
  if (isOfficial || isVerifiedByDownload || (isListed && context.trustMirrors)) {
    const vouchedBy = isVerifiedByDownload
      ? checksumLabel(download.checksum)
      : isListed
        ? source.label
        : undefined;
    await transaction.put({ key, content, sha256: sum, vouchedBy });
    if (isListed) trustedMirrors.set(file.name, source.label);
    missing.delete(file.name);
    return undefined;
  }
  return mismatchReason({ file, sum, isListed, mismatch });
}

function mismatchReason(found: {
  readonly file: ContentFile;
  readonly sum: string;
  readonly isListed: boolean;
  readonly mismatch: string | undefined;
}): string {
  const { file, sum, isListed, mismatch } = found;
  const expected =
    file.sha256 === undefined
      ? 'and nothing official to compare it with: only the checksum of the packed file is published'
      : `expected ${file.sha256}`;
  const reason = mismatch ?? `${file.name} has sha256 ${sum}, ${expected}`;
  return isListed
    ? `${reason} (its own SHA256SUMS lists it: set trustMirrors or NN101_MIRROR_TRUST=1 to accept it)`
    : reason;
}

/**
 * Completes `partial` from the source: from where it ends, or from the start if the source cannot begin there. The
 * result is not verified yet.
 *
 * @returns whether `partial` still holds bytes of an earlier attempt.
 * @throws SourceError. The bytes received so far stay in `partial`, and the next source can continue from there.
 */
async function completePartial(request: {
  readonly source: Source;
  readonly partial: PartialDownload;
  readonly active: ActiveDownload;
}): Promise<boolean> {
  const { source, partial, active } = request;
  const { descriptor, download, context, minimumRate } = active;
  const { signal } = context;
  const { origin, bytes } = partial;
  if (bytes > 0 && origin?.total === bytes) return true;
  const path = `${descriptor.name}/${download.name}`;
  const opened = await source.open(source.isMirror ? path : download.name, {
    signal,
    from: bytes,
    validator: origin?.source === source.label ? origin.validator : undefined,
    total: origin?.total,
    minimumRate,
  });
  const { total, from = 0, isDecoded } = opened;
  const reported = withProgress(opened.chunks, { ...context, file: path, source: source.label, total, from });
  const arriving = { source: source.label, validator: opened.validator, total, isDecoded };
  try {
    await appendChunks(abortable(reported, signal), {
      partial,
      from,
      limit: downloadLimit(download),
      arriving,
    });
  } catch (error) {
    // A server cannot be asked to continue after decoded bytes.
    if (isDecoded) await partial.reset();
    throw error;
  }
  if (total !== undefined && partial.bytes < total) {
    throw new SourceError(`cut off: ${partial.bytes} of ${total} bytes`, { retryAfter: 0 });
  }
  await partial.begin({ ...arriving, total: partial.bytes });
  return from > 0;
}

const LESS_THAN = 0x3c;

async function appendChunks(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  into: {
    readonly partial: PartialDownload;
    readonly from: number;
    readonly limit: number;
    readonly arriving: Parameters<PartialDownload['begin']>[0];
  },
): Promise<void> {
  const { partial, from, limit, arriving } = into;
  const tooLong = () => new SourceError(`longer than the ${limit} bytes allowed`);
  let isFirst = true;
  for await (const chunk of chunks) {
    if ((arriving.total ?? 0) > limit) throw tooLong();
    if (isFirst && from === 0) {
      // Captive portals and error pages arrive with status 200. They must not replace good bytes.
      if (chunk[0] === LESS_THAN) throw new SourceError('it sent a web page instead of the file');
      await partial.reset();
    }
    if (isFirst) await partial.begin(arriving);
    isFirst = false;
    if (partial.bytes + chunk.length > limit) throw tooLong();
    await partial.append(chunk);
  }
  if (isFirst && from === 0) throw new SourceError('it sent nothing', { retryAfter: 0 });
}
