// What stands in a zip archive, and where: the directory at its end (PKWARE's APPNOTE, sections 4.3.12 to 4.3.16), also of
// the zip64 kind (4.5.3), which gives in records of its own the numbers that have no room in the ordinary ones.
// From the archive's last bytes alone, so that a far archive need not be fetched for it. Contents: ./zip.ts.
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
/** In place of a number that stands in the zip64 records. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;

/** The directory's end records with the longest comment there can be: this many last bytes hold them. */
export const ZIP_END_LENGTH = END64_LENGTH + LOCATOR_LENGTH + END_LENGTH + 0xffff;

/** One file of an archive, as its directory has it. */
export interface ZipRecord {
  /** As written in the archive. May contain anything, `../` too: never use it as a path. */
  readonly name: string;
  readonly method: 'stored' | 'deflated' | 'unknown';
  /** Of the content. */
  readonly crc32: number;
  /** Bytes as they stand in the archive. */
  readonly compressedSize: number;
  /** Bytes of the content. */
  readonly size: number;
  readonly isEncrypted: boolean;
  /** Where the file's own header begins, from the archive's start. */
  readonly offset: number;
}

/** Where the directory stands. */
export interface ZipEnd {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
}

/**
 * Finds the end record in the archive's last bytes.
 *
 * @param tail.bytes the archive's end, all of it or at least the last `ZIP_END_LENGTH` bytes.
 * @param tail.offset where they begin in the archive.
 * @throws DatasetError `PARSE_ZIP` if there is none.
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
    // A comment may hold the signature by chance; a directory that would overlap its own end is none.
    if (found.offset + found.size <= offset + at && found.entries * ENTRY_LENGTH <= found.size) return found;
  }
  const kind = offset === 0 ? kindSentence(bytes) : '';
  throw failure(
    `It has no directory at its end.${kind || ' It is cut off or no zip archive: get it again.'}`,
  );
}

/** The numbers of the zip64 end record, where a locator of one stands at `locator`. */
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

/** Beyond 2^53 not exact, which is beyond every archive. */
function uint64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** Reads a directory. @throws DatasetError `PARSE_ZIP` if it is damaged. */
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

/** The numbers, with those that stand in the zip64 field of an entry's extra data taken from there, in order. */
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
 * Length of the header that stands before a file's bytes.
 *
 * @param start the bytes from the record's `offset` on, 30 or more.
 * @throws DatasetError `PARSE_ZIP` if no such header begins there.
 */
export function localHeaderLength(start: Uint8Array, name: string): number {
  const view = viewOf(start);
  if (start.length < LOCAL_LENGTH || view.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw failure(`"${name}" is not where its directory says. It is damaged: get it again.`);
  }
  return LOCAL_LENGTH + view.getUint16(26, true) + view.getUint16(28, true);
}

/** Most bytes a header before a file can take, given its name. */
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
