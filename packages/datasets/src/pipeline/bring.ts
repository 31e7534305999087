// Fetches what is missing of a partial download. Whether the whole is right is not known here: ./fetch-from.ts.
import type { Partial } from '../cache/partial.ts';
import { abortable } from './abortable.ts';
import type { Fetching } from './fetch-download.ts';
import { reporting } from './progress.ts';
import { type Source, SourceError } from './source.ts';
import { downloadLimit } from './unpack.ts';

const LESS_THAN = 0x3c;

/**
 * Completes `partial` from the source: from where it ends, or from the start where the source can't begin there.
 *
 * @returns whether bytes of an earlier attempt are part of it now.
 * @throws SourceError, after which the bytes that came are in `partial` and the next source can go on from there.
 */
export async function bring(request: {
  readonly source: Source;
  readonly partial: Partial;
  readonly fetching: Fetching;
}): Promise<boolean> {
  const { source, partial, fetching } = request;
  const { descriptor, download, context, minimumRate } = fetching;
  const { signal } = context;
  const { origin, bytes } = partial;
  if (bytes > 0 && origin?.total === bytes) return true;
  const path = `${descriptor.name}/${download.name}`;
  const opened = await source.open(source.isMirror ? path : download.name, {
    signal,
    from: bytes,
    validator: origin?.source === source.label ? origin.validator : undefined,
    total: origin?.total,
    minimumRate,
  });
  const { total, from = 0, isDecoded } = opened;
  const told = reporting(opened.chunks, { ...context, file: path, source: source.label, total, from });
  const arriving = { source: source.label, validator: opened.validator, total, isDecoded };
  try {
    await store(abortable(told, signal), { partial, from, limit: downloadLimit(download), arriving });
  } catch (error) {
    // Decoded bytes are no part of what a server could be asked to go on with.
    if (isDecoded) await partial.reset();
    throw error;
  }
  if (total !== undefined && partial.bytes < total) {
    throw new SourceError(`cut off: ${partial.bytes} of ${total} bytes`, { retryAfter: 0 });
  }
  await partial.begin({ ...arriving, total: partial.bytes });
  return from > 0;
}

async function store(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  into: {
    readonly partial: Partial;
    readonly from: number;
    readonly limit: number;
    readonly arriving: Parameters<Partial['begin']>[0];
  },
): Promise<void> {
  const { partial, from, limit, arriving } = into;
  const tooLong = () => new SourceError(`longer than the ${limit} bytes allowed`);
  let isFirst = true;
  for await (const chunk of chunks) {
    if ((arriving.total ?? 0) > limit) throw tooLong();
    if (isFirst && from === 0) {
      // Captive portals and error pages come with status 200: not worth losing good bytes for.
      if (chunk[0] === LESS_THAN) throw new SourceError('it sent a web page instead of the file');
      await partial.reset();
    }
    if (isFirst) await partial.begin(arriving);
    isFirst = false;
    if (partial.bytes + chunk.length > limit) throw tooLong();
    await partial.append(chunk);
  }
  if (isFirst && from === 0) throw new SourceError('it sent nothing', { retryAfter: 0 });
}
