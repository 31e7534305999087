// Unpacks a download into its content files, each with exactly the length in the descriptor. Since lengths are known in
// advance, neither a decompression bomb nor an endless response takes more memory.
import { reasonOf } from '../error.ts';
import { untar } from '../formats/archive/tar.ts';
import type { ContentFile, Download } from '../registry/descriptor.ts';
import { SourceError } from '../source/source.ts';
import { gunzip, type OpenChunks } from './gunzip.ts';

type Chunk = Uint8Array<ArrayBuffer>;

// Allowance for headers, padding and a readme in an archive.
const ARCHIVE_ALLOWANCE = 1 << 20;
const LESS_THAN = 0x3c;

/** A content file that is not verified yet. */
export interface Unpacked {
  readonly file: ContentFile;
  readonly content: Chunk;
}

/**
 * Unpacks the wanted files of a download as it arrives, and stops after the last one. `open` is called again if the
 * data must be read twice.
 *
 * @throws SourceError if the download is damaged, truncated or too long, or lacks a file.
 */
export async function* unpack(
  download: Download,
  wanted: readonly ContentFile[],
  open: OpenChunks,
): AsyncGenerator<Unpacked> {
  const limit = downloadLimit(download);
  const plain = limited(
    gunzip(() => limited(noWebPage(open()), limit)),
    limit,
  );
  switch (download.packing) {
    case 'gzip': {
      const [file] = wanted;
      yield { file, content: await collect(plain, file.bytes) };
      return;
    }
    case 'tar.gz':
      yield* unpackArchive(wanted, plain);
      return;
    default:
      download.packing satisfies never;
  }
}

/** Maximum length of a download, compressed or not: its contents, plus an allowance. */
export function downloadLimit(download: Download): number {
  return download.contents.reduce((sum, { bytes }) => sum + bytes, ARCHIVE_ALLOWANCE);
}

async function* unpackArchive(
  wanted: readonly ContentFile[],
  plain: AsyncIterable<Chunk>,
): AsyncGenerator<Unpacked> {
  const missing = new Map(wanted.map((file) => [file.name, file]));
  try {
    for await (const { name, content } of untar(plain, (name) => missing.get(name)?.bytes)) {
      const file = missing.get(name);
      missing.delete(name);
      if (file !== undefined) yield { file, content };
      if (missing.size === 0) return;
    }
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError(reasonOf(error), { cause: error });
  }
  throw new SourceError(`the archive has no ${[...missing.keys()].join(', ')}`);
}

/** Collects a file of known length. @throws SourceError if it has another length. */
export async function collect(chunks: AsyncIterable<Chunk>, expected: number): Promise<Chunk> {
  const content = new Uint8Array(expected);
  let at = 0;
  for await (const chunk of chunks) {
    if (at + chunk.length > expected) throw new SourceError(`longer than the ${expected} bytes expected`);
    content.set(chunk, at);
    at += chunk.length;
  }
  if (at < expected) throw new SourceError(`cut off: ${at} of ${expected} bytes`);
  return content;
}

// Captive portals and error pages arrive with status 200. Neither gzip, IDX nor tar data start like that.
async function* noWebPage(chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && chunk[0] === LESS_THAN) throw new SourceError('it sent a web page instead of the file');
    isFirst &&= chunk.length === 0;
    yield chunk;
  }
}

async function* limited(chunks: AsyncIterable<Chunk>, limit: number): AsyncGenerator<Chunk> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limit) throw new SourceError(`longer than the ${limit} bytes allowed`);
    yield chunk;
  }
}
