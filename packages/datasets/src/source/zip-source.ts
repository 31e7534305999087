// An origin with its files in one remote zip archive. The directory of the archive and the wanted files are fetched by
// range requests, so the server must support these. The format: ../formats/archive/zip-directory.ts.
import { DatasetError } from '../error.ts';
import { inflateRaw } from '../formats/archive/inflate.ts';
import {
  findZipEnd,
  localHeaderLength,
  localHeaderLimit,
  readZipDirectory,
  ZIP_END_LENGTH,
  type ZipRecord,
} from '../formats/archive/zip-directory.ts';
import { httpSource, type Timeouts } from './http-source.ts';
import { type Source, SourceError } from './source.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** Maximum size of a file in an archive, whatever its directory says. */
const MAX_FILE_BYTES = 2 ** 28;

export interface ZipSourceOptions {
  /** URL of the folder of the archive, with or without a final slash. */
  readonly url: string;
  /** Name of the archive. */
  readonly archive: string;
  /** Prefix of the files in the archive, such as `gzip/`. */
  readonly folder: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeouts: Timeouts;
}

/** The files of the archive as a source. The directory is fetched once. */
export function zipSource(options: ZipSourceOptions): Source {
  let directory: Promise<readonly ZipRecord[]> | undefined;
  return {
    label: `${options.url.replace(/\/?$/, '/')}${options.archive}`,
    isRemote: true,
    isMirror: false,
    async open(name, { signal } = {}) {
      try {
        directory ??= fetchDirectory(options, signal);
        const wanted = options.folder + name;
        const record = (await directory).find((candidate) => candidate.name === wanted);
        if (record === undefined) throw new SourceError(`the archive has no ${wanted}`);
        return { total: record.size, chunks: fetchEntry(record, options, signal) };
      } catch (error) {
        directory = undefined;
        throw asSourceError(error);
      }
    },
  };
}

async function fetchDirectory(options: ZipSourceOptions, signal?: AbortSignal): Promise<ZipRecord[]> {
  const tail = await fetchRange({ range: `-${ZIP_END_LENGTH}`, limit: ZIP_END_LENGTH }, options, signal);
  const end = findZipEnd(tail);
  const isWithin = end.offset >= tail.offset;
  if (end.size > MAX_FILE_BYTES) throw new SourceError(`the archive's directory has ${end.size} bytes`);
  const bytes = isWithin
    ? tail.bytes.subarray(end.offset - tail.offset, end.offset - tail.offset + end.size)
    : (await fetchRange(between(end.offset, end.size), options, signal)).bytes;
  return readZipDirectory(bytes, end.entries);
}

async function* fetchEntry(
  record: ZipRecord,
  options: ZipSourceOptions,
  signal?: AbortSignal,
): AsyncGenerator<Chunk> {
  const { name, offset, compressedSize, size, method } = record;
  if (Math.max(compressedSize, size) > MAX_FILE_BYTES || record.isEncrypted || method === 'unknown') {
    throw new SourceError(
      `${name} in the archive is too large, encrypted or compressed by an unknown method`,
    );
  }
  try {
    const length = compressedSize + localHeaderLimit(name);
    const { bytes } = await fetchRange(between(offset, length), options, signal);
    const start = localHeaderLength(bytes, name);
    const packed = bytes.subarray(start, start + compressedSize);
    yield method === 'stored' ? packed : await inflateRaw(packed, size);
  } catch (error) {
    throw signal?.aborted ? error : asSourceError(error);
  }
}

interface Range {
  /** As in the header, after `bytes=`. */
  readonly range: string;
  readonly limit: number;
}

function between(offset: number, length: number): Range {
  return { range: `${offset}-${offset + length - 1}`, limit: length };
}

/** The bytes of a range and their position in the archive. Fewer if the archive ends before. */
async function fetchRange(
  { range, limit }: Range,
  { url, archive, fetch, timeouts }: ZipSourceOptions,
  signal?: AbortSignal,
): Promise<{ readonly bytes: Chunk; readonly offset: number }> {
  let offset = 0;
  const source = httpSource({
    url,
    isMirror: false,
    timeouts,
    async fetch(input, init) {
      const response = await fetch(input, { ...init, headers: { range: `bytes=${range}` } });
      const first = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
      if (response.ok && (response.status !== 206 || first === undefined)) {
        response.body?.cancel().catch(() => undefined);
        throw new SourceError(`it does not support range requests for ${archive}`);
      }
      offset = Number(first);
      return response;
    },
  });
  const bytes = new Uint8Array(limit);
  let length = 0;
  for await (const chunk of (await source.open(archive, { signal })).chunks) {
    if (length + chunk.length > limit) throw new SourceError(`more than the ${limit} bytes asked for`);
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return { bytes: bytes.subarray(0, length), offset };
}

function asSourceError(error: unknown): unknown {
  return error instanceof DatasetError || error instanceof RangeError || error instanceof TypeError
    ? new SourceError(error.message, { cause: error })
    : error;
}
