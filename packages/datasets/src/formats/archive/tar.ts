// The tar format (ustar, GNU, old style): one header, an archive in memory, and an archive read as a stream. Nothing is
// ever written to disk: names are text and never become paths.

import { check } from '../../check.ts';
import { DatasetError } from '../../error.ts';
import { kindSentence } from '../file-kind.ts';

/** Headers and contents are padded to multiples of this. */
export const TAR_BLOCK = 512;

/** What a header says about its entry. */
export interface TarHeader {
  /** As written in the archive, without a leading `./`. Text only: never use it as a path. */
  readonly name: string;
  /** Length of the content in bytes, without padding. */
  readonly size: number;
  /** Whether the entry is a regular file, not a directory, link or extension record. */
  readonly isFile: boolean;
}

/**
 * Parses a header; undefined for the zero block that ends an archive.
 *
 * @throws DatasetError `PARSE_TAR` if the checksum or the size field is wrong.
 */
export function parseTarHeader(block: Uint8Array): TarHeader | undefined {
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (sum === 8 * 32 && block.every((byte) => byte === 0)) return undefined;
  if (sum !== octal(block, 148, 8)) {
    const isTar = text(block, 257, 5) === 'ustar';
    throw new DatasetError(
      'PARSE_TAR',
      `A tar header's checksum is wrong: expected ${octal(block, 148, 8)}, received ${sum}.${isTar ? ' It is damaged.' : kindSentence(block) || ' It is damaged or no tar archive.'}`,
    );
  }
  const prefix = text(block, 257, 5) === 'ustar' ? text(block, 345, 155) : '';
  const name = (prefix ? `${prefix}/` : '') + text(block, 0, 100);
  const size = octal(block, 124, 12);
  if (!Number.isSafeInteger(size)) {
    throw new DatasetError(
      'PARSE_TAR',
      `The tar entry "${name}" has no readable size. The archive is damaged.`,
    );
  }
  const kind = block[156];
  // Old archives mark regular files with a zero byte instead of the digit.
  return { name: name.replace(/^(\.\/)+/, ''), size, isFile: kind === 0 || kind === 0x30 };
}

function text(block: Uint8Array, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return String.fromCharCode(...(end < 0 ? field : field.subarray(0, end)));
}

function octal(block: Uint8Array, start: number, length: number): number {
  const digits = text(block, start, length).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

/** A regular file of an archive. */
export interface TarEntry {
  /** As written in the archive, without a leading `./`. It may contain anything, even `../`: never use it as a path. */
  readonly name: string;
  /** A view of the memory of the archive. */
  readonly bytes: Uint8Array;
}

/**
 * The regular files of an uncompressed tar archive (ustar, GNU, old style), in archive order. Directories, links and
 * extension records are skipped.
 *
 * @throws DatasetError `PARSE_TAR` if a header is damaged or a file is truncated.
 */
export function parseTar(bytes: Uint8Array): TarEntry[] {
  check.instance('bytes', bytes, [Uint8Array]);
  const entries: TarEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + TAR_BLOCK > bytes.length) throw truncated(at + TAR_BLOCK, bytes.length);
    const header = parseTarHeader(bytes.subarray(at, at + TAR_BLOCK));
    if (header === undefined) break;
    const start = at + TAR_BLOCK;
    if (start + header.size > bytes.length) throw truncated(start + header.size, bytes.length);
    if (header.isFile) entries.push({ name: header.name, bytes: bytes.subarray(start, start + header.size) });
    at = start + Math.ceil(header.size / TAR_BLOCK) * TAR_BLOCK;
  }
  return entries;
}

function truncated(expected: number, received: number): DatasetError {
  return new DatasetError(
    'PARSE_TAR',
    `The tar archive is cut off: expected ${expected} bytes or more, received ${received}. Get it again.`,
  );
}

type Chunk = Uint8Array<ArrayBuffer>;

/**
 * Reads an archive as it arrives. Wanted files are returned one at a time, in archive order; everything else is
 * skipped.
 *
 * @param lengthOf the exact length of a wanted file, given its name in the archive; undefined to skip the file.
 * @throws DatasetError `PARSE_TAR` if the archive is damaged or truncated, or a wanted file has another length.
 */
export async function* untar(
  chunks: AsyncIterable<Chunk>,
  lengthOf: (name: string) => number | undefined,
): AsyncGenerator<{ readonly name: string; readonly content: Chunk }> {
  const input = createInput(chunks);
  try {
    for (;;) {
      const header = parseTarHeader(await input.take(TAR_BLOCK));
      if (header === undefined) return;
      const { name, size, isFile } = header;
      const padding = (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
      const expected = isFile ? lengthOf(name) : undefined;
      if (expected === undefined) {
        await input.skip(size + padding);
        continue;
      }
      if (size !== expected) {
        throw new DatasetError('PARSE_TAR', `${name} expects ${expected} bytes, the archive has ${size}.`);
      }
      yield { name, content: await input.take(size) };
      await input.skip(padding);
    }
  } finally {
    await input.close();
  }
}

/** Reads exact numbers of bytes from a stream of chunks. */
function createInput(chunks: AsyncIterable<Chunk>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let chunk: Chunk = new Uint8Array(0);

  async function consume(length: number, use: (piece: Chunk) => void): Promise<void> {
    for (let left = length; left > 0; ) {
      if (chunk.length === 0) {
        const { done, value } = await iterator.next();
        if (done)
          throw new DatasetError('PARSE_TAR', `The tar archive is cut off, ${left} bytes are missing.`);
        chunk = value;
      }
      const piece = chunk.subarray(0, left);
      use(piece);
      left -= piece.length;
      chunk = chunk.subarray(piece.length);
    }
  }

  return {
    async take(length: number): Promise<Chunk> {
      const taken = new Uint8Array(length);
      let at = 0;
      await consume(length, (piece) => {
        taken.set(piece, at);
        at += piece.length;
      });
      return taken;
    },
    skip: (length: number) => consume(length, () => undefined),
    async close() {
      await iterator.return?.();
    },
  };
}
