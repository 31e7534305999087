// The beginning of an IDX file on a server: what is fetched is what `limit` needs, not the file. Nothing vouches for
// the bytes of a part, so this is for files of one's own; the public sets are fetched whole: ../dataset.ts.
import { DatasetError, reasonOf } from '../error.ts';
import { type IdxArray, idxHeader, parseIdx } from '../formats/idx.ts';

/** How much of a remote IDX file to fetch, and with what. */
export interface FetchIdxOptions {
  /** Most entries along the first axis: the first `limit` images or labels. */
  readonly limit: number;
  readonly signal?: AbortSignal;
  /** Another `fetch`, for a proxy or a test. Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Longest header: 255 axes. */
const LONGEST_HEADER = 4 + 4 * 255;

/**
 * The first `limit` entries of an IDX file, or all of it if it has fewer.
 *
 * Of an uncompressed file no more is fetched than that: by a range where the server gives ranges, otherwise by leaving
 * off. Of a gzip file a compressed prefix is read, up to the last byte that is needed.
 *
 * @throws DatasetError `PARSE_IDX` if it is none, `DATA_MISSING` if the server does not give it, `ABORTED`.
 */
export async function fetchIdx(url: string, options: FetchIdxOptions): Promise<IdxArray> {
  const { limit, signal, fetch = globalThis.fetch } = options;
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `limit expects a whole number of 1 or more, received ${limit}.`,
    );
  }
  try {
    const start = await fetchStart(url, { bytes: LONGEST_HEADER, signal, fetch });
    const header = idxHeader(start);
    const [first, ...rest] = header.shape;
    const shape = header.shape.length === 0 ? [] : [Math.min(first, limit), ...rest];
    const length = shape.reduce((product, size) => product * size, header.elementBytes);
    const all = await fetchStart(url, { bytes: header.offset + length, signal, fetch });
    const part = all.slice(0, header.offset + length);
    if (shape.length > 0) new DataView(part.buffer).setUint32(4, shape[0]);
    return parseIdx(part);
  } catch (error) {
    if (error instanceof DatasetError) throw error;
    if (signal?.aborted)
      throw new DatasetError('ABORTED', `Fetching ${url} was stopped by its signal.`, { cause: error });
    throw new DatasetError('DATA_MISSING', `${url} could not be fetched: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

/** The first bytes of a file's content, fewer if it has fewer. */
async function fetchStart(
  url: string,
  request: { readonly bytes: number; readonly signal?: AbortSignal; readonly fetch: typeof fetch },
): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes, signal, fetch } = request;
  // A compressed file has no ranges of its content: the server may ignore this, and gzip files are read from the start.
  const isPacked = /\.gz$/.test(new URL(url, 'https://page.invalid').pathname);
  const headers: Record<string, string> = isPacked ? {} : { range: `bytes=0-${bytes - 1}` };
  const response = await fetch(url, { signal, headers });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  const body: ReadableStream<Uint8Array<ArrayBuffer>> = isPacked
    ? response.body.pipeThrough(new DecompressionStream('gzip'))
    : response.body;
  return firstBytes(body.getReader(), bytes);
}

async function firstBytes(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(Math.min(length, 1 << 16));
  let at = 0;
  try {
    while (at < length) {
      const { done, value } = await reader.read();
      if (done) break;
      const piece = value.subarray(0, length - at);
      if (at + piece.length > bytes.length) {
        const larger = new Uint8Array(Math.min(length, 2 * (at + piece.length)));
        larger.set(bytes.subarray(0, at));
        bytes = larger;
      }
      bytes.set(piece, at);
      at += piece.length;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
  return bytes.slice(0, at);
}
