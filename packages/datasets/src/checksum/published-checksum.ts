// For files of which only the sum of the compressed file is published: nothing of them is unpacked before all of it
// is there and right. The memory is that of the compressed file. Other files are hashed as content: ../pipeline.
import { isGzip } from '../formats/archive/gzip-members.ts';
import type { Checksum, Download } from '../registry/descriptor.ts';
import { SourceError } from '../source/source.ts';
import { md5 } from './md5.ts';
import { sha256 } from './sha256.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** A whole file that is not the one whose sum is published. */
export class ChecksumError extends SourceError {}

/** What the cache remembers as the voucher of content that came out of a file with a published sum. */
export function checksumLabel(checksum: Checksum): string {
  return `${checksum.algorithm} ${checksum.sum}`;
}

/**
 * The whole file, and, where it is not the one whose sum is published, how that shows.
 *
 * @param download.limit most bytes the file may have.
 * @throws SourceError if it is longer.
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
  return { whole, mismatch: `${found}: it came unpacked, and the published sum is that of the packed file` };
}

/** Whether the sum of the file as servers have it is all that is published of what it holds. */
export function isVerifiedAsDownload(download: Download): download is Download & { checksum: Checksum } {
  return download.checksum !== undefined && download.contents.some(({ sha256: sum }) => sum === undefined);
}
