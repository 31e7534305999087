// For files whose compressed form alone has a published checksum: nothing is unpacked until the whole download has
// arrived and is verified. This takes memory for the compressed file. All other files are hashed after unpacking:
// ../pipeline.
import { isGzip } from '../formats/archive/gzip-members.ts';
import type { Checksum, Download } from '../registry/descriptor.ts';
import { SourceError } from '../source/source.ts';
import { md5 } from './md5.ts';
import { sha256 } from './sha256.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** The download is not the file whose checksum is published. */
export class ChecksumError extends SourceError {}

/** What the cache records for content unpacked from a download with this published checksum. */
export function checksumLabel(checksum: Checksum): string {
  return `${checksum.algorithm} ${checksum.sum}`;
}

/**
 * Collects a whole download and compares it with the published checksum. `mismatch` says how it differs.
 *
 * @param download.limit maximum length in bytes.
 * @throws SourceError if the download is longer.
 */
export async function verifyDownload(
  chunks: AsyncIterable<Chunk>,
  download: { readonly name: string; readonly checksum: Checksum; readonly limit: number },
): Promise<{ readonly whole: Chunk; readonly mismatch: string | undefined }> {
  const { name, checksum, limit } = download;
  const { algorithm } = checksum;
  const parts: Chunk[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw new SourceError(`longer than the ${limit} bytes allowed`);
    parts.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  parts.length = 0;
  const sum = algorithm === 'md5' ? md5(whole) : await sha256(whole);
  if (sum === checksum.sum) return { whole, mismatch: undefined };
  const found = `${name} has ${algorithm} ${sum}, expected ${checksum.sum}`;
  if (isGzip(whole)) return { whole, mismatch: found };
  return {
    whole,
    mismatch: `${found}: it arrived unpacked, and the published checksum is that of the packed file`,
  };
}

/** Whether only the compressed form of this file has a published checksum. */
export function isVerifiedAsDownload(download: Download): download is Download & { checksum: Checksum } {
  return download.checksum !== undefined && download.contents.some(({ sha256: sum }) => sum === undefined);
}
