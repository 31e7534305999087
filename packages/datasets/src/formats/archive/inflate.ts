// Decompresses bytes in memory with the platform's DecompressionStream, up to a known length. Downloads are
// decompressed as they arrive, by ../../pipeline/gunzip.ts.
import { check } from '../../check.ts';
import { DatasetError } from '../../error.ts';
import { gzipMembers } from './gzip-members.ts';

/** Bytes written to the platform at a time, so that stopping takes effect soon. */
const PIECE = 1 << 20;

/**
 * Decompresses raw deflate data.
 *
 * @throws DatasetError `PARSE_GZIP` if the data are damaged, truncated, or longer than `limit` bytes.
 */
export async function inflateRaw(bytes: Uint8Array, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  requireArguments(bytes, limit);
  return collected(inflatedPieces('deflate-raw', bytes), limit);
}

/**
 * Decompresses gzip data: all members, with or without trailing zeros.
 *
 * @throws DatasetError `PARSE_GZIP` if the data are damaged, truncated, or longer than `limit` bytes.
 */
export async function gunzipBytes(bytes: Uint8Array, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  requireArguments(bytes, limit);
  return collected(gunzipPieces(bytes), limit);
}

function requireArguments(bytes: Uint8Array, limit: number): void {
  check.instance('bytes', bytes, [Uint8Array]);
  check.number('limit', limit, { min: 0 });
}

/**
 * Decompresses gzip data in chunks.
 *
 * @param options.isRestIgnored whether anything may follow the compressed data. Default false: only zeros may.
 * @throws Error where `gunzipBytes` throws its own.
 */
export async function* gunzipPieces(
  bytes: Uint8Array,
  { isRestIgnored = false }: { readonly isRestIgnored?: boolean } = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let given = 0;
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const piece of inflatedPieces('gzip', bytes)) {
      given += piece.length;
      yield piece;
    }
  } catch (error) {
    failure = { error };
  }
  if (failure === undefined && (isRestIgnored || isOneMember(bytes, given))) return;
  // Node reads several members and ignores what follows. Browsers read one and refuse what follows.
  let before = 0;
  let members = 0;
  try {
    for (const { start, end } of gzipMembers(bytes)) {
      members++;
      if (failure === undefined) continue;
      for await (const piece of inflatedPieces('gzip', bytes.subarray(start, end))) {
        const fresh = piece.subarray(Math.max(0, given - before));
        before += piece.length;
        if (fresh.length > 0) yield fresh;
      }
    }
  } catch (error) {
    if (members === 0 && failure !== undefined) throw failure.error;
    if (members === 0 || !isRestIgnored) throw error;
  }
}

/** Whether the length at the end of the file is the length of the whole output. */
function isOneMember(bytes: Uint8Array, length: number): boolean {
  if (bytes.length < 4) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(bytes.length - 4, true) === length % 2 ** 32;
}

async function* inflatedPieces(
  format: CompressionFormat,
  bytes: Uint8Array,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const stream = new DecompressionStream(format);
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  // Write errors surface at the reader.
  writeAll(writer, bytes).catch(() => undefined);
  writer.closed.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function writeAll(writer: WritableStreamDefaultWriter<BufferSource>, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    // Streams refuse shared memory.
    await writer.write(
      piece.buffer instanceof ArrayBuffer ? (piece as Uint8Array<ArrayBuffer>) : piece.slice(),
    );
  }
  await writer.close();
}

async function collected(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for await (const piece of pieces) {
      length += piece.length;
      if (length > limit) throw new RangeError(`they have more than ${limit} bytes`);
      parts.push(piece);
    }
  } catch (cause) {
    const why = cause instanceof RangeError ? cause.message : 'they are damaged or cut off';
    throw new DatasetError('PARSE_GZIP', `The compressed data cannot be unpacked: ${why}.`, { cause });
  }
  const content = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    content.set(part, at);
    at += part.length;
  }
  return content;
}
