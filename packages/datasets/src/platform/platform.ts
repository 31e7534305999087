// What differs between Node and browsers, as one interface. The `imports` map of package.json resolves "#platform" to
// ./node.ts or ./browser.ts, and no other module asks where it runs. Both load the cache and the disk on demand, so that
// the main entry of the package carries neither.
import type { Cache } from '../cache/cache.ts';
import type { FolderContent } from '../files/data-file.ts';
import type { Source } from '../source/source.ts';

export interface Platform {
  /** Environment variables; empty in browsers. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The default cache directory. @throws DatasetError `UNSUPPORTED` in browsers. */
  cacheDirectory(): string;
  /** The directory of a data set within a cache directory. @throws DatasetError `UNSUPPORTED` in browsers. */
  datasetDirectory(cache: string, name: string): string;
  /** Opens a cache: a directory in Node, a named cache in browsers. `undefined` opens the default one. */
  openCache(location: string | undefined): Promise<Cache>;
  /** `manual` if a response reveals where it redirects to. */
  readonly redirects: 'manual' | 'follow';
  /** Whether only servers that send CORS headers can be read. */
  readonly needsCors: boolean;
  /** The platform's `fetch`. In Node it uses the proxy that the environment names. */
  readonly fetch: typeof globalThis.fetch;
  /** A mirror that is a directory. @throws DatasetError `UNSUPPORTED` in browsers. */
  directorySource(directory: string): Promise<Source>;
  /** The full URL of a mirror, which browsers resolve against the page. Undefined if the mirror is a directory. */
  mirrorUrl(mirror: string): string | undefined;
  /** Lists all files and folders below a path. @throws DatasetError `FILE_UNREADABLE`; `UNSUPPORTED` in browsers. */
  readFolder(folder: string): Promise<FolderContent>;
  /** Streams a file, given its path or `file:` URL. @throws DatasetError as `readFolder` does. */
  readChunks(file: string | URL): AsyncIterable<Uint8Array<ArrayBuffer>>;
}
