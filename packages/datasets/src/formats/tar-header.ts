// One 512-byte tar header: name, size, kind. Archives: ./tar.ts (in memory), ../pipeline/untar.ts (as a stream).
import { DatasetError } from '../error.ts';
import { kindSentence } from './file-kind.ts';

/** Headers and bodies are padded to this many bytes. */
export const TAR_BLOCK = 512;

/** What a header announces. */
export interface TarHeader {
  /** As written in the archive, less a leading `./`. Text only: never use it as a path. */
  readonly name: string;
  /** Bytes of the body, without padding. */
  readonly size: number;
  /** Whether the body is a regular file's content (not a directory, link or extension record). */
  readonly isFile: boolean;
}

/**
 * Reads a header, or gives undefined for the zero block that ends an archive.
 *
 * @throws DatasetError `PARSE_TAR` if the block's checksum or size field is wrong.
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
  // Old archives mark regular files by a zero byte instead of the digit.
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
