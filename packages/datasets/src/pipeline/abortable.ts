// The caller's signal, looked at between two pieces of anything that streams.

/** Passes chunks on until the signal says stop. */
export async function* abortable<Chunk>(chunks: AsyncIterable<Chunk>, signal: AbortSignal | undefined) {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}
