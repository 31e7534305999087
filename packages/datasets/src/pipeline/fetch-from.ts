// One download from one source: its bytes, then the files in them, each checked before it is put into the cache.
// Bytes that go back to an earlier attempt are fetched anew where they turn out not to fit.
import { checkedDownload, checksumVoucher, needsCheckedDownload } from '../checksum/checked-download.ts';
import type { ContentFile } from '../registry/descriptor.ts';
import { abortable } from './abortable.ts';
import { bring } from './bring.ts';
import type { Fetching } from './fetch-download.ts';
import { mirrorSums } from './mirror-sums.ts';
import { reporting } from './progress.ts';
import { sha256 } from './sha256.ts';
import { type Source, SourceError } from './source.ts';
import { downloadLimit, unpack } from './unpack.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** Puts what is right into the transaction; gives what was wrong, in words. @throws SourceError */
export async function fetchFrom(source: Source, fetching: Fetching): Promise<string[]> {
  const { descriptor, download, context, transaction } = fetching;
  const file = `${descriptor.name}/${download.name}`;
  if (!source.isRemote) {
    const { chunks, total } = await source.open(file, context);
    const told = reporting(chunks, { ...context, file, source: source.label, total });
    return unpackChecked({ chunks: abortable(told, context.signal), source, fetching });
  }
  const partial = await transaction.partial(file);
  for (;;) {
    const isJoined = await bring({ source, partial, fetching });
    try {
      const chunks = abortable(partial.read(), context.signal);
      // Mirrors may have packed the content anew; what was decoded on the way is not the published file either.
      const isPublished = !source.isMirror && !partial.origin?.isDecoded;
      const wrong = await unpackChecked({ chunks, source, fetching, isPublished });
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

async function unpackChecked(job: {
  readonly chunks: AsyncIterable<Chunk>;
  readonly source: Source;
  readonly fetching: Fetching;
  /** Whether the bytes should be those of the file whose sum is published. */
  readonly isPublished?: boolean;
}): Promise<string[]> {
  const { chunks, source, fetching, isPublished } = job;
  const { descriptor, download, context, transaction, missing, vouchers } = fetching;
  const { name, checksum } = download;
  const isCompared = checksum !== undefined && (isPublished || needsCheckedDownload(download));
  const checked = isCompared
    ? checkedDownload(chunks, { name, checksum, limit: downloadLimit(download) })
    : chunks;
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
