// One download from one source: its bytes, then the files in them, each checked before it is put into the cache.
// Bytes that go back to an earlier attempt are fetched anew where they turn out not to fit.

import type { CacheTransaction, Partial } from '../cache/cache.ts';
import {
  ChecksumError,
  checkedDownload,
  checksumVoucher,
  needsCheckedDownload,
} from '../checksum/published-checksum.ts';
import { sha256 } from '../checksum/sha256.ts';
import type { ContentFile, DatasetDescriptor, Download } from '../registry/descriptor.ts';
import { mirrorSums, type Source, SourceError } from '../source/source.ts';
import type { OpenChunks } from './gunzip.ts';
import type { Holding } from './inspect-cache.ts';
import type { LoadContext } from './options.ts';
import { abortable, reporting } from './progress.ts';
import { collect, downloadLimit, type Unpacked, unpack } from './unpack.ts';

export interface FetchJob {
  readonly descriptor: DatasetDescriptor;
  readonly download: Download;
  readonly holdings: readonly Holding[];
  readonly context: LoadContext;
  readonly transaction: CacheTransaction;
}

/** Files of a download on their way. */
export interface Fetching extends FetchJob {
  /** What is right is taken off this. */
  readonly missing: Map<string, ContentFile>;
  readonly vouchers: Map<string, string>;
  /** Bytes per second below which a server is left. */
  readonly minimumRate: number;
}

/** Puts what is right into the transaction; gives what was wrong, in words. @throws SourceError */
export async function fetchFrom(source: Source, fetching: Fetching): Promise<string[]> {
  try {
    return await (source.isRemote ? fetchFar(source, fetching) : fetchNear(source, fetching));
  } catch (error) {
    const isAbsent = error instanceof SourceError && error.isMissing && source.isMirror;
    if (!isAbsent) throw error;
    return fetchUnpacked(source, { fetching, failure: error });
  }
}

function fetchNear(source: Source, fetching: Fetching): Promise<string[]> {
  const { descriptor, download, context } = fetching;
  const file = `${descriptor.name}/${download.name}`;
  async function* open() {
    const { chunks, total } = await source.open(file, context);
    const told = reporting(chunks, { ...context, file, source: source.label, total });
    yield* abortable(told, context.signal);
  }
  return unpackChecked({ open, source, fetching });
}

async function fetchFar(source: Source, fetching: Fetching): Promise<string[]> {
  const { descriptor, download, context, transaction } = fetching;
  const partial = await transaction.partial(`${descriptor.name}/${download.name}`);
  for (;;) {
    const isJoined = await bring({ source, partial, fetching });
    try {
      const open = () => abortable(partial.read(), context.signal);
      // Mirrors may have packed the content anew; what was decoded on the way is not the published file either.
      const isPublished = !source.isMirror && !partial.origin?.isDecoded;
      const wrong = await unpackChecked({ open, source, fetching, isPublished });
      if (wrong.length === 0) return [];
      await partial.reset();
      if (!isJoined) return wrong;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      await partial.reset();
      if (!isJoined) throw error;
    }
  }
}

/** A mirror that lacks the packed file may have what is in it. */
async function fetchUnpacked(
  source: Source,
  { fetching, failure }: { readonly fetching: Fetching; readonly failure: SourceError },
): Promise<string[]> {
  const { descriptor, context, missing } = fetching;
  const wrong: string[] = [];
  for (const file of [...missing.values()]) {
    const name = `${descriptor.name}/${file.name}`;
    const opened = await source.open(name, context).catch((error: unknown) => {
      throw error instanceof SourceError && error.isMissing ? failure : error;
    });
    const { chunks, total } = opened;
    const told = reporting(chunks, { ...context, file: name, source: source.label, total });
    const content = await collect(abortable(told, context.signal), file.bytes);
    const reason = await keepIfRight({ file, content }, { source, fetching });
    if (reason !== undefined) wrong.push(reason);
  }
  return wrong;
}

async function unpackChecked(job: {
  readonly open: OpenChunks;
  readonly source: Source;
  readonly fetching: Fetching;
  /** Whether the bytes should be those of the file whose sum is published. */
  readonly isPublished?: boolean;
}): Promise<string[]> {
  const { source, fetching, isPublished } = job;
  const { download, missing } = fetching;
  const { name, checksum } = download;
  let { open } = job;
  let mismatch: string | undefined;
  if (checksum !== undefined && (isPublished || needsCheckedDownload(download))) {
    const checked = await checkedDownload(open(), { name, checksum, limit: downloadLimit(download) });
    ({ mismatch } = checked);
    // What a mirror has packed anew may still be what its own sums list.
    if (mismatch !== undefined && !(await isListed(source, fetching))) throw new ChecksumError(mismatch);
    open = async function* () {
      yield checked.whole;
    };
  }
  const wrong: string[] = [];
  const isChecked = needsCheckedDownload(download) && mismatch === undefined;
  for await (const unpacked of unpack(download, [...missing.values()], open)) {
    const reason = await keepIfRight(unpacked, { source, fetching, isChecked, mismatch });
    if (reason !== undefined) wrong.push(reason);
  }
  return wrong;
}

/** Whether the mirror's own sums list every file that is wanted. */
async function isListed(source: Source, { descriptor, context, missing }: Fetching): Promise<boolean> {
  const sums = await mirrorSums(source, context.signal);
  return [...missing.keys()].every((name) => sums.has(`${descriptor.name}/${name}`));
}

/** Puts a file into the transaction if something vouches for it; otherwise says why not. */
async function keepIfRight(
  { file, content }: Unpacked,
  found: {
    readonly source: Source;
    readonly fetching: Fetching;
    /** Whether it came out of the file whose sum is published. */
    readonly isChecked?: boolean;
    /** How it shows that it did not. */
    readonly mismatch?: string;
  },
): Promise<string | undefined> {
  const { source, fetching, isChecked = false, mismatch } = found;
  const { descriptor, download, context, transaction, missing, vouchers } = fetching;
  const key = `${descriptor.name}/${file.name}`;
  const sum = await sha256(content);
  const isOfficial = sum === file.sha256;
  const isBySum = isChecked && file.sha256 === undefined && download.checksum !== undefined;
  const isVouched = !isOfficial && !isBySum && (await mirrorSums(source, context.signal)).get(key) === sum;
  if (isOfficial || isBySum || (isVouched && context.trustMirrors)) {
    const vouchedBy = isBySum ? checksumVoucher(download.checksum) : isVouched ? source.label : undefined;
    await transaction.put({ key, content, sha256: sum, vouchedBy });
    if (isVouched) vouchers.set(file.name, source.label);
    missing.delete(file.name);
    return undefined;
  }
  return mismatchReason({ file, sum, isVouched, mismatch });
}

function mismatchReason(found: {
  readonly file: ContentFile;
  readonly sum: string;
  readonly isVouched: boolean;
  readonly mismatch: string | undefined;
}): string {
  const { file, sum, isVouched, mismatch } = found;
  const expected =
    file.sha256 === undefined
      ? 'and nothing official to compare it with: only the sum of the packed file is published'
      : `expected ${file.sha256}`;
  const reason = mismatch ?? `${file.name} has sha256 ${sum}, ${expected}`;
  return isVouched
    ? `${reason} (its own SHA256SUMS lists it: trustMirrors or NN101_MIRROR_TRUST=1 accepts it)`
    : reason;
}

// Fetches what is missing of a partial download. Whether the whole is right is not known here: ./fetch-from.ts.

const LESS_THAN = 0x3c;

/**
 * Completes `partial` from the source: from where it ends, or from the start where the source can't begin there.
 *
 * @returns whether bytes of an earlier attempt are part of it now.
 * @throws SourceError, after which the bytes that came are in `partial` and the next source can go on from there.
 */
export async function bring(request: {
  readonly source: Source;
  readonly partial: Partial;
  readonly fetching: Fetching;
}): Promise<boolean> {
  const { source, partial, fetching } = request;
  const { descriptor, download, context, minimumRate } = fetching;
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
  const told = reporting(opened.chunks, { ...context, file: path, source: source.label, total, from });
  const arriving = { source: source.label, validator: opened.validator, total, isDecoded };
  try {
    await store(abortable(told, signal), { partial, from, limit: downloadLimit(download), arriving });
  } catch (error) {
    // Decoded bytes are no part of what a server could be asked to go on with.
    if (isDecoded) await partial.reset();
    throw error;
  }
  if (total !== undefined && partial.bytes < total) {
    throw new SourceError(`cut off: ${partial.bytes} of ${total} bytes`, { retryAfter: 0 });
  }
  await partial.begin({ ...arriving, total: partial.bytes });
  return from > 0;
}

async function store(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  into: {
    readonly partial: Partial;
    readonly from: number;
    readonly limit: number;
    readonly arriving: Parameters<Partial['begin']>[0];
  },
): Promise<void> {
  const { partial, from, limit, arriving } = into;
  const tooLong = () => new SourceError(`longer than the ${limit} bytes allowed`);
  let isFirst = true;
  for await (const chunk of chunks) {
    if ((arriving.total ?? 0) > limit) throw tooLong();
    if (isFirst && from === 0) {
      // Captive portals and error pages come with status 200: not worth losing good bytes for.
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
