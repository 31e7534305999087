// Decompression of a stream of chunks, with the platform's DecompressionStream.
// What is not gzip passes through: some servers and proxies unpack `.gz` files on the way.
import { reasonOf } from '../error.ts';
import { SourceError } from './source.ts';

type Chunk = Uint8Array<ArrayBuffer>;

const LESS_THAN = 0x3c;

/** The decompressed chunks. Nothing is held back: memory stays at a few chunks, however far the data expands. */
export async function* gunzip(chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const start = await firstBytes(iterator);
    if (start === undefined) return;
    // Captive portals and error pages come with status 200; neither gzip, IDX nor tar data starts so.
    if (start[0] === LESS_THAN) throw new SourceError('it sent a web page instead of the file');
    const whole = startingWith(start, iterator);
    yield* start[0] === 0x1f && start[1] === 0x8b ? inflate(whole) : whole;
  } finally {
    await iterator.return?.();
  }
}

/** At least two bytes, unless there are fewer in all. */
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
    throw new SourceError(`damaged or cut off gzip data (${reasonOf(error)})`, { cause: error });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Writes all chunks; gives the source's failure, as against one of the decompression, which the reader sees. */
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
