// HTTP as downloads use it: redirects that are checked at each hop, byte ranges (RFC 9110, section 14) to continue an
// earlier download, and Retry-After (10.2.3). Browsers hide the hops: there only the end of the chain is checked.

import type { OpenRequest } from './source.ts';
import { SourceError } from './source.ts';

const MAX_REDIRECTS = 10;
const REDIRECTS = [301, 302, 303, 307, 308];

/** A GET request for one file. */
export interface GetRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Follows redirects and returns the final response.
 *
 * @throws SourceError if they form a cycle, lead nowhere, or lead from https to anything else.
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

/** Frees the connection. Whether that succeeds does not matter. */
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

/** The headers that request the bytes from `from`, on condition that the file is still the version `validator`. */
export function rangeHeaders({ from = 0, validator }: OpenRequest): Record<string, string> {
  if (from === 0) return {};
  const range = { range: `bytes=${from}-` };
  return validator === undefined ? range : { ...range, 'if-range': validator };
}

/**
 * Where the body of a response starts, and the length of the whole file if the server reports it. Servers may ignore a
 * range and send everything, and some answer incorrectly.
 *
 * @returns undefined if the response is unusable, and the whole file must be requested.
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
  // Pages cannot see Content-Range from another site unless the site allows it. The checksum decides then.
  if (header === null && response.type === 'cors') {
    return { from, total: length === undefined ? undefined : from + length };
  }
  const [, first, last, all] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header ?? '') ?? [];
  const total = all === '*' ? known : Number(all);
  const isAsked = Number(first) === from && Number(last) >= from && !response.headers.has('content-encoding');
  return isAsked && (known === undefined || known === total) ? { from, total } : undefined;
}

/** The version of a file: a strong ETag, otherwise the date of its last change. */
export function validatorOf({ headers }: Response): string | undefined {
  const tag = headers.get('etag');
  return tag?.startsWith('"') ? tag : (headers.get('last-modified') ?? undefined);
}

function contentLength({ headers }: Response): number | undefined {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  // With a content encoding, this is the length of the encoded bytes, while the body is decoded.
  return headers.has('content-encoding') || !(length >= 0) ? undefined : length;
}

const TRANSIENT = [408, 425, 429, 500, 502, 503, 504];

/**
 * Milliseconds until a retry, by the status and the Retry-After header; 0 if the server does not say; undefined if a
 * retry is useless.
 *
 * @param now milliseconds since 1970.
 */
export function retryAfter(response: Response, now: number): number | undefined {
  if (!TRANSIENT.includes(response.status)) return undefined;
  const header = response.headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? 0 : Math.max(0, wait);
}
