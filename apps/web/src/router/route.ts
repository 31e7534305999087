// What the address says: which page, and the state that it carries. `#/xor?units=4&seed=7` is the lesson `xor` with
// two fields of state. Everything is behind the #, so that the course works on any static host and sub-path.
// What the fields mean: `../state/url-state.ts`. Following the address as it changes: `router.svelte.ts`.

/** A place in the course. An empty `page` is the overview. */
export interface Route {
  readonly page: string;
  readonly fields: URLSearchParams;
}

/** Reads a location's hash. Never throws; what cannot be read is an unknown page. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  return { page: path.replace(/\/+$/, ''), fields: new URLSearchParams(query) };
}

/** The hash that leads to `route`; `parseRoute` reads it back. */
export function formatRoute({ page, fields }: { page: string; fields?: URLSearchParams }): string {
  const query = fields?.toString();
  return `#/${page}${query ? `?${query}` : ''}`;
}
