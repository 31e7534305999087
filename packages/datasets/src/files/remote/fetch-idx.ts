// Fetches the beginning of an IDX file from a server: only the bytes that `limit` needs. The beginning of a file cannot
// be verified, so this is for your own files. The public data sets are fetched whole: ../../loaders.ts.
import { check, requireOptions, requireSignal } from '../../check.ts';
import { DatasetError, reasonOf } from '../../error.ts';
import { isGzip } from '../../formats/archive/gzip-members.ts';
import { type IdxArray, idxHeader, parseIdx } from '../../formats/idx.ts';
import { gunzip } from '../../pipeline/gunzip.ts';

/** How much of a remote IDX file to fetch, and how. */
export interface FetchIdxOptions {
  /** Maximum number of entries along the first axis: the first `limit` images or labels. */
  readonly limit: number;
  readonly signal?: AbortSignal;
  /** Another `fetch`, for a proxy or a test. Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The longest possible header: 255 axes. */
const MAX_HEADER_BYTES = 4 + 4 * 255;

/**
 * Fetches the first `limit` entries of an IDX file, or all of them if there are fewer.
 *
 * Of an uncompressed file, only these bytes are fetched: by a range request if the server supports it, otherwise by
 * stopping early. A gzip file is read up to the last byte needed. The first bytes decide which of the two it is, not
 * the name: servers decompress `.gz` files in transit, or serve compressed files under any name.
 *
 * @throws DatasetError `PARSE_IDX` if it is not an IDX file, `DATA_MISSING` if it cannot be fetched, `ABORTED`.
 */
export async function fetchIdx(url: string | URL, options: FetchIdxOptions): Promise<IdxArray> {
  const address = addressOf(url);
  requireFetchOptions('fetchIdx', options, ['limit', 'signal', 'fetch']);
  const { limit, signal, fetch = globalThis.fetch } = options;
  try {
    const start = await fetchStart(address, { bytes: MAX_HEADER_BYTES, signal, fetch });
    const header = idxHeader(start);
    const [first, ...rest] = header.shape;
    const shape = header.shape.length === 0 ? [] : [Math.min(first, limit), ...rest];
    const length = shape.reduce((product, size) => product * size, header.elementBytes);
    const all = await fetchStart(address, { bytes: header.offset + length, signal, fetch });
    const part = all.slice(0, header.offset + length);
    if (shape.length > 0) new DataView(part.buffer).setUint32(4, shape[0]);
    return parseIdx(part);
  } catch (error) {
    if (error instanceof DatasetError) throw error;
    if (signal?.aborted)
      throw new DatasetError('ABORTED', `ActiveDownload ${address} was stopped by its signal.`, {
        cause: error,
      });
    // fetch only reports "fetch failed", as a TypeError. The reason is in its cause.
    const reason = error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
    throw new DatasetError('DATA_MISSING', `${address} could not be fetched: ${reasonOf(reason)}.`, {
      cause: error,
    });
  }
}

/** Refuses anything but `FetchIdxOptions`, and unknown options. */
export function requireFetchOptions(name: string, options: FetchIdxOptions, known: readonly string[]): void {
  requireOptions(name, options, known);
  check.wholeNumber('limit', options.limit, { min: 1 });
  requireSignal(options.signal);
  if (options.fetch !== undefined) check.callback('fetch', options.fetch);
}

function addressOf(url: string | URL): string {
  check.that(url instanceof URL || (typeof url === 'string' && url !== ''), 'url', {
    expected: 'a URL',
    value: url,
  });
  return String(url);
}

interface StartRequest {
  readonly bytes: number;
  readonly signal: AbortSignal | undefined;
  readonly fetch: typeof globalThis.fetch;
}

/** The first bytes of the content, or all of it if it is shorter. */
async function fetchStart(url: string, request: StartRequest): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes } = request;
  // Ranges of a compressed file are not ranges of its content.
  const isNamedPacked = /\.gz$/.test(new URL(url, 'https://page.invalid').pathname);
  if (!isNamedPacked) {
    const { status, body } = await ask(url, request, { range: `bytes=0-${bytes - 1}` });
    if (status === 206) {
      const part = await firstBytes(chunksOf(body), bytes);
      if (!isGzip(part)) return part;
    } else {
      return firstBytes(unpackedBody(body, url, request), bytes);
    }
  }
  const { body } = await ask(url, request);
  return firstBytes(unpackedBody(body, url, request), bytes);
}

function unpackedBody(
  body: Body,
  url: string,
  request: StartRequest,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  let isFirst = true;
  return gunzip(async function* () {
    // Requested again if the platform could not decompress all of it.
    const opened = isFirst ? body : (await ask(url, request)).body;
    isFirst = false;
    yield* chunksOf(opened);
  });
}

type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

async function ask(
  url: string,
  { fetch, signal }: StartRequest,
  headers: Record<string, string> = {},
): Promise<{ readonly status: number; readonly body: Body }> {
  const response = await fetch(url, { signal, headers });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  return { status: response.status, body: response.body };
}

async function* chunksOf(body: Body): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function firstBytes(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(Math.min(length, 1 << 16));
  let at = 0;
  for await (const chunk of chunks) {
    const piece = chunk.subarray(0, length - at);
    if (at + piece.length > bytes.length) {
      const larger = new Uint8Array(Math.min(length, 2 * (at + piece.length)));
      larger.set(bytes.subarray(0, at));
      bytes = larger;
    }
    bytes.set(piece, at);
    at += piece.length;
    if (at >= length) break;
  }
  return bytes.slice(0, at);
}
