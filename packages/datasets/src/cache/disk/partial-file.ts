// A partial download on disk: a header of fixed length that records the origin, followed by the bytes. Only the holder
// of the data set's lock (./lock.ts) writes it. A process killed between two writes leaves a shorter file.

import type { PartialDownload, PartialOrigin } from '../cache.ts';
import { type FileSystem, isMissing } from './file-system.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** Suffix of partial downloads. */
export const DOWNLOAD_SUFFIX = '.download';

/** Length of the header: JSON, padded with spaces. */
const HEADER = 1024;
const CHUNK = 1 << 20;

/** A partial download that must be closed after use. */
export interface PartialFile extends PartialDownload {
  close(): Promise<void>;
}

/** Opens the partial download at `path`, or creates an empty file. System errors are thrown unchanged. */
export async function openPartialFile(file: {
  readonly path: string;
  readonly fileSystem: Pick<FileSystem, 'open'>;
}): Promise<PartialFile> {
  const { path, fileSystem } = file;
  // Not 'a+', which writes at the end regardless of the position.
  const handle = await fileSystem.open(path, 'r+').catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    return fileSystem.open(path, 'wx+');
  });
  let bytes = Math.max(0, (await handle.stat()).size - HEADER);
  let origin = await readHeader(handle);
  const reset = async () => {
    await handle.truncate(0);
    [bytes, origin] = [0, undefined];
  };
  if (origin === undefined || (origin.isDecoded && origin.total !== bytes)) await reset();
  return {
    get bytes() {
      return bytes;
    },
    get origin() {
      return origin;
    },
    async begin(given) {
      await writeAll(handle, formatHeader(given), 0);
      origin = given;
    },
    async append(chunk) {
      await writeAll(handle, chunk, HEADER + bytes);
      bytes += chunk.length;
    },
    reset,
    read: () => readContent(handle, bytes),
    close: () => handle.close(),
  };
}

type Handle = Awaited<ReturnType<FileSystem['open']>>;

async function* readContent(handle: Handle, bytes: number): AsyncGenerator<Chunk> {
  for (let at = 0; at < bytes; ) {
    const length = Math.min(CHUNK, bytes - at);
    const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, HEADER + at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function writeAll(handle: Handle, bytes: Chunk, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}

function formatHeader(origin: PartialOrigin): Chunk {
  const header = new Uint8Array(HEADER).fill(32);
  const { source, total, isDecoded } = origin;
  const encode = (value: PartialOrigin) => new TextEncoder().encode(JSON.stringify(value));
  const text = encode(origin);
  // Without the version, and at worst the source, the checksum alone decides whether the bytes belong together.
  header.set(text.length < HEADER ? text : encode({ source: source.slice(0, 256), total, isDecoded }));
  return header;
}

async function readHeader(handle: Handle): Promise<PartialOrigin | undefined> {
  const { bytesRead, buffer } = await handle.read(new Uint8Array(HEADER), 0, HEADER, 0);
  if (bytesRead < HEADER) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(buffer));
    return isOrigin(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isOrigin(value: unknown): value is PartialOrigin {
  if (typeof value !== 'object' || value === null || !('source' in value)) return false;
  const { source, validator, total } = value as PartialOrigin;
  return (
    typeof source === 'string' &&
    (validator === undefined || typeof validator === 'string') &&
    (total === undefined || Number.isSafeInteger(total))
  );
}
