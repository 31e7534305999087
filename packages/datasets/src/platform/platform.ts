// What Node and browsers do differently, as one interface. package.json's `imports` choose between
// ./node.ts and ./browser.ts under the name "#platform"; nothing else in the package asks where it runs.
import type { Cache } from '../cache/cache.ts';
import type { Source } from '../pipeline/source.ts';

export interface Platform {
  /** Environment variables; empty in browsers. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The cache directory in use when none is given. @throws DatasetError `UNSUPPORTED` in browsers. */
  cacheDirectory(): string;
  /** Opens the cache in a directory (Node) or of a name (browsers); undefined: the platform's default. */
  openCache(place: string | undefined): Cache;
  /** `manual` where a response can say where it redirects to. */
  readonly redirects: 'manual' | 'follow';
  /** Whether only servers that send CORS headers can be read. */
  readonly needsCors: boolean;
  /** The platform's `fetch`; in Node through the proxy that the environment names. */
  readonly fetch: typeof globalThis.fetch;
  /** A mirror that is not a URL as a source of files. @throws DatasetError `UNSUPPORTED` in browsers. */
  directorySource(directory: string): Source;
  /** A mirror's URL in full; browsers resolve it against the page. Undefined if it is a directory. */
  mirrorUrl(mirror: string): string | undefined;
}
