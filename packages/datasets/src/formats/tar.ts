// A tar archive in memory, read into its files. Nothing is ever written to disk: names stay text.
// A download is unpacked while it comes in, by ../pipeline/untar.ts.
import { check } from '../check.ts';
import { DatasetError } from '../error.ts';
import { parseTarHeader, TAR_BLOCK } from './tar-header.ts';

/** A regular file of an archive. */
export interface TarEntry {
  /** As written in the archive, less a leading `./`. May contain anything, `../` too: never use it as a path. */
  readonly name: string;
  /** View of the archive's memory. */
  readonly bytes: Uint8Array;
}

/**
 * The regular files of an uncompressed tar archive (ustar, GNU, old style), in archive order.
 * Directories, links and extension records are passed over.
 *
 * @throws DatasetError `PARSE_TAR` if a header is damaged or a body is cut off.
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
