// A GET that follows redirects by hand, so that each hop can be looked at. Browsers do not show the hops: there the
// chain is followed by the browser, and only its end is checked.

import type { OpenRequest } from './source.ts';
import { SourceError } from './source.ts';

const MAX_REDIRECTS = 10;
const REDIRECTS = [301, 302, 303, 307, 308];

/** A request for one file. */
export interface GetRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * The answer at the end of the redirects.
 *
 * @throws SourceError where they lead in a circle, nowhere, or from https to anything else.
 */
export async function fetchFollowingRedirects(
  request: GetRequest,
  mode: 'manual' | 'follow',
): Promise<Response> {
  const { headers, signal, fetch } = request;
  const seen = new Set<string>();
  for (let url = request.url; ; ) {
    if (seen.has(url) || seen.size > MAX_REDIRECTS) throw new SourceError('it redirects in a circle');
    seen.add(url);
    const response = await fetch(url, { headers, signal, redirect: mode });
    if (isDowngrade(url, response.url)) throw refused(response, 'it redirects from https to http');
    if (!REDIRECTS.includes(response.status)) return response;
    const location = response.headers.get('location');
    const next = location === null ? undefined : resolve(location, url);
    if (next === undefined) throw refused(response, 'it redirects to nowhere');
    if (isDowngrade(url, next)) throw refused(response, 'it redirects from https to http');
    discard(response);
    url = next;
  }
}

/** Frees the connection; nothing hangs upon whether that works. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

function refused(response: Response, reason: string): SourceError {
  discard(response);
  return new SourceError(reason);
}

function isDowngrade(from: string, to: string): boolean {
  return /^https:/i.test(from) && to !== '' && !/^https:/i.test(to);
}

function resolve(location: string, base: string): string | undefined {
  try {
    const { href, protocol } = new URL(location, base);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

// The part of a file that is still missing, asked for by HTTP's Range (RFC 9110, section 14): what to send, and where
// the answer begins. A server may ignore it and send everything, and some get it wrong.

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
export function responseRange(
  response: Response,
  { from = 0, total: known }: OpenRequest,
): { readonly from: number; readonly total: number | undefined } | undefined {
  const length = contentLength(response);
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

function contentLength({ headers }: Response): number | undefined {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  // With a content encoding the length is that of the encoded bytes, and what we see are the decoded ones.
  return headers.has('content-encoding') || !(length >= 0) ? undefined : length;
}

// When a server that refused may be asked again, told by its status and its Retry-After header (RFC 9110, 10.2.3).

const TRANSIENT = [408, 425, 429, 500, 502, 503, 504];

/**
 * Milliseconds to wait; 0 where the server does not say; undefined if another try is of no use.
 *
 * @param now milliseconds since 1970.
 */
export function retryAfter(response: Response, now: number): number | undefined {
  if (!TRANSIENT.includes(response.status)) return undefined;
  const header = response.headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? 0 : Math.max(0, wait);
}
