// A response with the headers that make a page cross-origin isolated: shared memory, and with it training on several
// workers, needs them, and many static hosts cannot send them. `nn101 serve` sends them itself.

/** The same response, with both headers. A redirected or opaque one is given back as it is. */
export function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.redirected || response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
