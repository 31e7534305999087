// Decompression of bytes in memory with the platform's DecompressionStream, up to a length that is known beforehand.
// Downloads are decompressed while they come in, by ../../pipeline/gunzip.ts.
import { check } from '../../check.ts';
import { DatasetError } from '../../error.ts';
import { gzipMembers } from './gzip-members.ts';

/** Written to the platform at a time, so that a stop takes effect soon. */
const PIECE = 1 << 20;

/**
 * Raw deflate data, decompressed.
 *
 * @throws DatasetError `PARSE_GZIP` if they are damaged, cut off, or give more than `limit` bytes.
 */
export async function inflateRaw(bytes: Uint8Array, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  requireArguments(bytes, limit);
  return collected(inflatedPieces('deflate-raw', bytes), limit);
}

/**
 * Gzip data, decompressed: all members of them, with or without zeros after the last.
 *
 * @throws DatasetError `PARSE_GZIP` if they are damaged, cut off, or give more than `limit` bytes.
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
 * Gzip data, decompressed piece by piece.
 *
 * @param options.isRestIgnored whether something other than zeros may follow the compressed data. Default false.
 * @throws Error where `gunzipBytes` gives one.
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
  // Node reads several members, and whatever follows; browsers read one, and refuse what follows.
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

/** Whether the length at the end of the file is that of all that came out of it. */
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
  // What goes wrong on the way in comes out at the reader.
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
