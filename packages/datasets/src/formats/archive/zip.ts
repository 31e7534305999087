// Reads a zip archive in memory. Files are decompressed on demand, up to the size in the directory. Nothing is written
// to disk: names are text and never become paths. The directory: ./zip-directory.ts.
import { check, requireOptions } from '../../check.ts';
import { DatasetError } from '../../error.ts';
import { inflateRaw } from './inflate.ts';
import { findZipEnd, localHeaderLength, readZipDirectory, type ZipRecord } from './zip-directory.ts';

/** Larger contents are refused unless a higher limit is given. */
const DEFAULT_LIMIT = 2 ** 31;

/** A file of an archive. */
export interface ZipEntry {
  /** As written in the archive. It may contain anything, even `../`: never use it as a path. */
  readonly name: string;
  /** Length of the content, in bytes. */
  readonly size: number;
  /**
   * Decompresses the content and compares its length and CRC-32 with the directory.
   *
   * @param options.limit maximum length of the content in bytes. Default 2 GiB.
   * @throws DatasetError `PARSE_ZIP`.
   */
  read(options?: { readonly limit?: number }): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * The files of a zip archive in the order of its directory, without folders. Stored and deflated files can be read,
 * including zip64; encrypted files and other methods cannot.
 *
 * @throws DatasetError `PARSE_ZIP` if the directory is damaged or missing.
 */
export function parseZip(bytes: Uint8Array): ZipEntry[] {
  check.instance('bytes', bytes, [Uint8Array]);
  const end = findZipEnd({ bytes, offset: 0 });
  const directory = bytes.subarray(end.offset, end.offset + end.size);
  return readZipDirectory(directory, end.entries)
    .filter(({ name }) => !name.endsWith('/'))
    .map((record) => ({
      name: record.name,
      size: record.size,
      async read(options = {}) {
        requireOptions('read', options, ['limit']);
        const { limit = DEFAULT_LIMIT } = options;
        check.number('limit', limit, { min: 0 });
        return readEntry(bytes, record, limit);
      },
    }));
}

async function readEntry(
  bytes: Uint8Array,
  record: ZipRecord,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { name, size, compressedSize } = record;
  if (size > limit) throw failure(record, `has ${size} bytes, more than the ${limit} allowed`);
  const start = record.offset + localHeaderLength(bytes.subarray(record.offset), name);
  if (start + compressedSize > bytes.length) throw failure(record, 'is cut off');
  const content = await decompress(record, bytes.slice(start, start + compressedSize));
  if (content.length !== size) throw failure(record, `has ${content.length} bytes, expected ${size}`);
  const sum = crc32(content);
  if (sum !== record.crc32) throw failure(record, `has CRC-32 ${hex(sum)}, expected ${hex(record.crc32)}`);
  return content;
}

async function decompress(
  record: ZipRecord,
  packed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (record.isEncrypted) throw failure(record, 'is encrypted');
  switch (record.method) {
    case 'stored':
      return packed;
    case 'deflated':
      try {
        return await inflateRaw(packed, record.size);
      } catch (cause) {
        throw failure(record, 'is damaged', cause);
      }
    case 'unknown':
      throw failure(record, 'is compressed by a method other than deflate');
    default:
      return record.method satisfies never;
  }
}

function failure({ name }: ZipRecord, what: string, cause?: unknown): DatasetError {
  return new DatasetError('PARSE_ZIP', `"${name}" of the zip archive ${what}. Get the archive again.`, {
    cause,
  });
}

function hex(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}

// The CRC-32 of zip and gzip (polynomial 0xedb88320, reflected). It detects damage, not forgery.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum, 0 .. 2^32 - 1. The text "123456789" has 0xcbf43926. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) value = TABLE[(value ^ bytes[at]) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
