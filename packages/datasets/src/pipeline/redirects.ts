// A GET that follows redirects by hand, so that each hop can be looked at. Browsers do not show the hops: there the
// chain is followed by the browser, and only its end is checked.
import { SourceError } from './source.ts';

const MOST_HOPS = 10;
const REDIRECTS = [301, 302, 303, 307, 308];

/** A request for one file. */
export interface FollowingRequest {
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
export async function fetchFollowing(
  request: FollowingRequest,
  mode: 'manual' | 'follow',
): Promise<Response> {
  const { headers, signal, fetch } = request;
  const seen = new Set<string>();
  for (let url = request.url; ; ) {
    if (seen.has(url) || seen.size > MOST_HOPS) throw new SourceError('it redirects in a circle');
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
