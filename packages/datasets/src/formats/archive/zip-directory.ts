// Reads the central directory at the end of a zip archive (PKWARE's APPNOTE, sections 4.3.12 to 4.3.16), including
// zip64 (4.5.3), which stores numbers that do not fit the ordinary records in records of its own. The last bytes of the
// archive suffice, so a remote archive need not be downloaded. Contents: ./zip.ts.
import { DatasetError } from '../../error.ts';
import { kindSentence } from '../file-kind.ts';

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const ENCRYPTED = 1;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_LENGTH = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_LENGTH = 56;
const ZIP64_FIELD = 1;
/** Placeholders for numbers that are stored in the zip64 records. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;

/**
 * Length of the end records with the longest possible comment. That many bytes at the end of an archive contain them.
 */
export const ZIP_END_LENGTH = END64_LENGTH + LOCATOR_LENGTH + END_LENGTH + 0xffff;

/** A file of an archive, as the directory describes it. */
export interface ZipRecord {
  /** As written in the archive. It may contain anything, even `../`: never use it as a path. */
  readonly name: string;
  readonly method: 'stored' | 'deflated' | 'unknown';
  /** CRC-32 of the content. */
  readonly crc32: number;
  /** Length in the archive, in bytes. */
  readonly compressedSize: number;
  /** Length of the content, in bytes. */
  readonly size: number;
  readonly isEncrypted: boolean;
  /** Position of the file's own header in the archive. */
  readonly offset: number;
}

/** Where the directory is. */
export interface ZipEnd {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
}

/**
 * Finds the end record in the last bytes of an archive.
 *
 * @param tail.bytes the end of the archive: all of it, or at least `ZIP_END_LENGTH` bytes.
 * @param tail.offset the position of these bytes in the archive.
 * @throws DatasetError `PARSE_ZIP` if there is no end record.
 */
export function findZipEnd({
  bytes,
  offset,
}: {
  readonly bytes: Uint8Array;
  readonly offset: number;
}): ZipEnd {
  const view = viewOf(bytes);
  const first = Math.max(0, bytes.length - ZIP_END_LENGTH);
  for (let at = bytes.length - END_LENGTH; at >= first; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    const end = {
      entries: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const isElsewhere =
      end.entries === ELSEWHERE_16 || end.size === ELSEWHERE_32 || end.offset === ELSEWHERE_32;
    const found = (isElsewhere && findEnd64(view, { locator: at - LOCATOR_LENGTH, offset })) || end;
    // A comment may contain the signature by chance. A directory that overlaps its own end record is not real.
    if (found.offset + found.size <= offset + at && found.entries * ENTRY_LENGTH <= found.size) return found;
  }
  const kind = offset === 0 ? kindSentence(bytes) : '';
  throw failure(
    `It has no directory at its end.${kind || ' It is cut off or no zip archive: get it again.'}`,
  );
}

/** The zip64 end record that a locator at `locator` points to, if there is a locator. */
function findEnd64(
  view: DataView,
  { locator, offset }: { readonly locator: number; readonly offset: number },
): ZipEnd | undefined {
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_SIGNATURE) return undefined;
  const at = uint64(view, locator + 8) - offset;
  if (!(at >= 0) || at + END64_LENGTH > locator || view.getUint32(at, true) !== END64_SIGNATURE) {
    throw failure('Its zip64 directory is not where the archive says. It is damaged: get it again.');
  }
  return { entries: uint64(view, at + 32), size: uint64(view, at + 40), offset: uint64(view, at + 48) };
}

/** Not exact beyond 2^53, which no archive reaches. */
function uint64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** Parses a directory. @throws DatasetError `PARSE_ZIP` if it is damaged. */
export function readZipDirectory(bytes: Uint8Array, entries: number): ZipRecord[] {
  const view = viewOf(bytes);
  const records: ZipRecord[] = [];
  let at = 0;
  for (let entry = 0; entry < entries; entry++) {
    if (at + ENTRY_LENGTH > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw failure(`Its directory is damaged at entry ${entry} of ${entries}. Get it again.`);
    }
    const nameEnd = at + ENTRY_LENGTH + view.getUint16(at + 28, true);
    if (nameEnd > bytes.length) throw failure('Its directory is cut off within a name. Get it again.');
    const extraEnd = Math.min(bytes.length, nameEnd + view.getUint16(at + 30, true));
    const [size, compressedSize, offset] = withZip64(
      [at + 24, at + 20, at + 42].map((field) => view.getUint32(field, true)),
      new DataView(bytes.buffer, bytes.byteOffset + nameEnd, extraEnd - nameEnd),
    );
    records.push({
      name: new TextDecoder().decode(bytes.slice(at + ENTRY_LENGTH, nameEnd)),
      method: methodOf(view.getUint16(at + 10, true)),
      isEncrypted: (view.getUint16(at + 8, true) & ENCRYPTED) !== 0,
      crc32: view.getUint32(at + 16, true),
      compressedSize,
      size,
      offset,
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return records;
}

/** Replaces placeholders by the numbers in the zip64 field of an entry's extra data, in order. */
function withZip64(numbers: readonly number[], extra: DataView): readonly number[] {
  if (!numbers.includes(ELSEWHERE_32)) return numbers;
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const end = at + 4 + extra.getUint16(at + 2, true);
    if (extra.getUint16(at, true) === ZIP64_FIELD && end <= extra.byteLength) {
      let next = at + 4;
      return numbers.map((number) => {
        if (number !== ELSEWHERE_32 || next + 8 > end) return number;
        next += 8;
        return uint64(extra, next - 8);
      });
    }
    at = end;
  }
  return numbers;
}

/**
 * Length of the header before the content of a file.
 *
 * @param start the bytes from the `offset` of the record, at least 30.
 * @throws DatasetError `PARSE_ZIP` if no such header starts there.
 */
export function localHeaderLength(start: Uint8Array, name: string): number {
  const view = viewOf(start);
  if (start.length < LOCAL_LENGTH || view.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw failure(`"${name}" is not where its directory says. It is damaged: get it again.`);
  }
  return LOCAL_LENGTH + view.getUint16(26, true) + view.getUint16(28, true);
}

/** The longest possible header before a file with this name, in bytes. */
export function localHeaderLimit(name: string): number {
  return LOCAL_LENGTH + new TextEncoder().encode(name).length + 0xffff;
}

function methodOf(code: number): ZipRecord['method'] {
  if (code === 0) return 'stored';
  return code === 8 ? 'deflated' : 'unknown';
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function failure(what: string): DatasetError {
  return new DatasetError('PARSE_ZIP', `The zip archive cannot be read. ${what}`);
}
