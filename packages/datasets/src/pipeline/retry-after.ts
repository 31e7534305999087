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
