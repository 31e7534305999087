// Decompression of bytes in memory with the platform's DecompressionStream, up to a length that is known beforehand.
// Downloads are decompressed while they come in, by ../pipeline/gunzip.ts.

/** Raw deflate data, decompressed. @throws Error if they are damaged, cut off, or give more than `limit` bytes. */
export function inflateRaw(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  return decompress(new DecompressionStream('deflate-raw'), bytes, limit);
}

/** Gzip data, decompressed. @throws Error if they are damaged, cut off, or give more than `limit` bytes. */
export function gunzipBytes(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  return decompress(new DecompressionStream('gzip'), bytes, limit);
}

async function decompress(
  stream: DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  // What goes wrong on the way in comes out at the reader.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  writer.closed.catch(() => undefined);
  const reader = stream.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) throw new RangeError(`more than ${limit} bytes`);
      parts.push(value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  const content = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    content.set(part, at);
    at += part.length;
  }
  return content;
}
