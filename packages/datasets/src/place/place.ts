// Where the cache is, as far as that can be said without opening it: so that the main entry needs no cache at all.
// package.json's `imports` choose between ./node.ts and ./browser.ts under the name "#place".

export interface Place {
  /** The cache directory in use when none is given. @throws DatasetError `UNSUPPORTED` in browsers. */
  cacheDirectory(): string;
  /** A folder of the cache. @throws DatasetError `UNSUPPORTED` in browsers. */
  folder(directory: string, name: string): string;
}
