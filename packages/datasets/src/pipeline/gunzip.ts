// Decompresses a stream of chunks with the platform's DecompressionStream. Data that are not gzip pass through
// unchanged, because some servers and proxies decompress `.gz` files in transit.
import { reasonOf } from '../error.ts';
import { isGzip } from '../formats/archive/gzip-members.ts';
import { gunzipPieces } from '../formats/archive/inflate.ts';
import { SourceError } from '../source/source.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** Opens the compressed chunks from their start. */
export type OpenChunks = () => AsyncIterable<Chunk>;

/**
 * The decompressed chunks. Nothing is buffered: memory stays at a few chunks, however far the data expand.
 *
 * Browsers read a single gzip member without trailing zeros. If that fails, the chunks are opened again, collected, and
 * read member by member.
 *
 * @throws SourceError if the data are damaged or truncated.
 */
export async function* gunzip(open: OpenChunks): AsyncGenerator<Chunk> {
  let given = 0;
  try {
    for await (const piece of inflatedOrPlain(open())) {
      given += piece.length;
      yield piece;
    }
    return;
  } catch (error) {
    if (!(error instanceof GzipError)) throw error;
    yield* memberByMember({ open, given, failure: error });
  }
}

/** The platform could not decompress the data. */
class GzipError extends SourceError {}

async function* memberByMember(job: {
  readonly open: OpenChunks;
  readonly given: number;
  readonly failure: GzipError;
}): AsyncGenerator<Chunk> {
  const { open, given, failure } = job;
  const parts: Chunk[] = [];
  for await (const chunk of open()) parts.push(chunk);
  const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
  let before = 0;
  try {
    for await (const piece of gunzipPieces(whole, { isRestIgnored: true })) {
      const fresh = piece.subarray(Math.max(0, given - before));
      before += piece.length;
      if (fresh.length > 0) yield fresh;
    }
  } catch {
    throw failure;
  }
}

async function* inflatedOrPlain(chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const start = await firstBytes(iterator);
    if (start === undefined) return;
    const whole = startingWith(start, iterator);
    yield* isGzip(start) ? inflate(whole) : whole;
  } finally {
    await iterator.return?.();
  }
}

/** At least two bytes, unless there are fewer in total. */
async function firstBytes(iterator: AsyncIterator<Chunk>): Promise<Chunk | undefined> {
  let start: Chunk | undefined;
  while (start === undefined || start.length < 2) {
    const { done, value } = await iterator.next();
    if (done) return start;
    start = start === undefined || start.length === 0 ? value : new Uint8Array([...start, ...value]);
  }
  return start;
}

async function* startingWith(start: Chunk, iterator: AsyncIterator<Chunk>): AsyncGenerator<Chunk> {
  yield start;
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) return;
    yield value;
  }
}

async function* inflate(chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  const stream = new DecompressionStream('gzip');
  const reader = stream.readable.getReader();
  let sourceFailure: { readonly error: unknown } | undefined;
  const feeding = feed(chunks, stream.writable.getWriter()).then((failure) => {
    sourceFailure = failure;
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await feeding;
  } catch (error) {
    await feeding;
    if (sourceFailure !== undefined) throw sourceFailure.error;
    throw new GzipError(`damaged or cut off gzip data (${reasonOf(error)})`, { cause: error });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Writes all chunks. @returns an error of the source. Decompression errors surface at the reader instead. */
async function feed(
  chunks: AsyncIterable<Chunk>,
  writer: WritableStreamDefaultWriter<BufferSource>,
): Promise<{ readonly error: unknown } | undefined> {
  writer.closed.catch(() => undefined);
  let isWriting = false;
  try {
    for await (const chunk of chunks) {
      isWriting = true;
      await writer.write(chunk);
      isWriting = false;
    }
    isWriting = true;
    await writer.close();
    return undefined;
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    return isWriting ? undefined : { error };
  }
}
