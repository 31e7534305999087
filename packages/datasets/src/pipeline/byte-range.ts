// The part of a file that is still missing, asked for by HTTP's Range (RFC 9110, section 14): what to send, and where
// the answer begins. A server may ignore it and send everything, and some get it wrong.
import type { OpenRequest } from './source.ts';

/** The headers that ask for the bytes from `from` on, if the file is still the one that `validator` names. */
export function rangeHeaders({ from = 0, validator }: OpenRequest): Record<string, string> {
  if (from === 0) return {};
  const range = { range: `bytes=${from}-` };
  return validator === undefined ? range : { ...range, 'if-range': validator };
}

/**
 * Where the body of an answer begins, and the length of the whole file where that is told.
 *
 * @returns undefined if the answer is of no use, and the whole file must be asked for.
 */
export function answeredRange(
  response: Response,
  { from = 0, total: known }: OpenRequest,
): { readonly from: number; readonly total: number | undefined } | undefined {
  const length = announcedLength(response);
  if (from === 0 || response.status === 200) return { from: 0, total: length };
  const header = response.headers.get('content-range');
  if (response.status === 416) {
    return header === `bytes */${from}` ? { from, total: from } : undefined;
  }
  if (response.status !== 206) return { from: 0, total: length };
  // Other sites' Content-Range is not shown to pages unless the site allows it: the checksum decides then.
  if (header === null && response.type === 'cors') {
    return { from, total: length === undefined ? undefined : from + length };
  }
  const [, first, last, all] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header ?? '') ?? [];
  const total = all === '*' ? known : Number(all);
  const isAsked = Number(first) === from && Number(last) >= from && !response.headers.has('content-encoding');
  return isAsked && (known === undefined || known === total) ? { from, total } : undefined;
}

/** What names the version of the file: a strong ETag, otherwise the date of its last change. */
export function validatorOf({ headers }: Response): string | undefined {
  const tag = headers.get('etag');
  return tag?.startsWith('"') ? tag : (headers.get('last-modified') ?? undefined);
}

function announcedLength({ headers }: Response): number | undefined {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  // With a content encoding the length is that of the encoded bytes, and what we see are the decoded ones.
  return headers.has('content-encoding') || !(length >= 0) ? undefined : length;
}
