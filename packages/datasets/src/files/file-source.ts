// A file of the user in any form that the functions here accept, read as bytes or streamed.
import { platform } from '#platform';
import { check } from '../check.ts';
import { DatasetError, reasonOf } from '../error.ts';
import type { DataFile } from './data-file.ts';

/**
 * A file: its bytes; a path or a `file:` URL (Node); a `Blob`, such as the `File` of an input element; or a file that
 * `openFiles` returned.
 */
export type FileSource = Uint8Array | ArrayBuffer | Blob | DataFile | URL | string;

const PIECE = 1 << 20;

/** Refuses anything but a file. */
export function requireFileSource(name: string, value: unknown): asserts value is FileSource {
  const holds =
    (typeof value === 'string' && value !== '') ||
    isBytes(value) ||
    value instanceof Blob ||
    value instanceof URL ||
    isDataFile(value);
  check.that(holds, name, {
    expected: 'the bytes of a file (a Uint8Array), a path, a File or a DataFile',
    value,
  });
  if ((typeof value === 'string' || value instanceof URL) && /^https?:/i.test(String(value))) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `${name} is the address ${value}, and this function does not fetch. Fetch it first, and pass new Uint8Array(await response.arrayBuffer()); fetchIdx fetches IDX files.`,
    );
  }
}

// Not by instanceof: a value of another realm, such as an iframe, is an instance of another class.
function isBytes(value: unknown): value is Uint8Array | ArrayBuffer {
  return /^\[object (Uint8Array|ArrayBuffer|SharedArrayBuffer)\]$/.test(
    Object.prototype.toString.call(value),
  );
}

function isDataFile(value: unknown): value is DataFile {
  // A browser's File may have a method of this name too.
  if (typeof value !== 'object' || value === null || value instanceof Blob) return false;
  return 'bytes' in value && typeof value.bytes === 'function';
}

/** Reads all bytes. @throws DatasetError `FILE_UNREADABLE`; `UNSUPPORTED` for a path in a browser. */
export async function bytesOfSource(name: string, source: FileSource): Promise<Uint8Array> {
  requireFileSource(name, source);
  if (isBytes(source)) return ArrayBuffer.isView(source) ? source : new Uint8Array(source);
  if (isDataFile(source)) return source.bytes();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const piece of chunksOfSource(source)) {
    parts.push(piece);
    length += piece.length;
  }
  if (parts.length === 1) return parts[0];
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Streams the bytes in chunks of at most one megabyte, in unshared memory. Throws as `bytesOfSource` does. */
export async function* chunksOfSource(source: FileSource): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (typeof source === 'string' || source instanceof URL) return yield* platform.readChunks(source);
  if (source instanceof Blob) {
    for (let at = 0; at < source.size; at += PIECE) yield await readBlob(source.slice(at, at + PIECE));
    return;
  }
  const bytes = isDataFile(source) ? await source.bytes() : source;
  const view = ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes);
  for (let at = 0; at < view.length; at += PIECE) yield view.slice(at, at + PIECE);
}

async function readBlob(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new DatasetError(
      'FILE_UNREADABLE',
      `The file cannot be read (${reasonOf(cause)}). Choose it again.`,
      {
        cause,
      },
    );
  }
}
