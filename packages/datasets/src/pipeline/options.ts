// What a caller may choose about loading, and the environment's part in it.
import { platform } from '#platform';
import type { Cache } from '../cache/cache.ts';
import { createMemoryCache } from '../cache/memory-cache.ts';
import { zipSource } from '../origin/zip-source.ts';
import type { DatasetDescriptor } from '../registry/descriptor.ts';
import { DEFAULT_TIMEOUTS, httpSource, type Timeouts } from './http-source.ts';
import type { Progress } from './progress.ts';
import type { Source } from './source.ts';

export interface LoadOptions {
  /**
   * Where verified files are kept: a directory (in browsers: a cache's name); `false` keeps nothing.
   * Default: `NN101_CACHE`, otherwise the operating system's cache folder for `nn101`.
   */
  readonly cache?: string | false;
  /**
   * Directories or URLs that are tried before the public origins, laid out as `<set>/<official file name>`.
   * Default: `NN101_MIRROR`, comma-separated; none if unset. In browsers URLs, relative to the page.
   */
  readonly mirrors?: readonly string[];
  /**
   * Accept a file whose checksum is not the official one if it is the one in the mirror's own `SHA256SUMS`.
   * The data set then says `verified: 'mirror'`. Default: whether `NN101_MIRROR_TRUST` is `1`.
   */
  readonly trustMirrors?: boolean;
  /** Use nothing but the cache and mirror directories. Default false. */
  readonly offline?: boolean;
  /** Called while files are fetched; not called for cached ones. */
  readonly onProgress?: (progress: Progress) => void;
  /** Stops the load with `ABORTED`, leaving the cache as it was. */
  readonly signal?: AbortSignal;
  /** How long servers may be quiet, in milliseconds. Default: 15,000 for headers, 20,000 within a body. */
  readonly timeouts?: Partial<Timeouts>;
  /** Another `fetch`, for a proxy or a test. Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The options with every default filled in. */
export interface LoadContext {
  readonly cache: Cache;
  readonly sources: readonly Source[];
  readonly trustMirrors: boolean;
  readonly offline: boolean;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal | undefined;
}

/** Resolves options against the environment. A memory cache is made anew at each call. */
export function resolveOptions(descriptor: DatasetDescriptor, options: LoadOptions): LoadContext {
  const { environment } = platform;
  const { cache, offline = false, signal, onProgress = () => undefined } = options;
  const { mirrors = splitList(environment.NN101_MIRROR) } = options;
  const { trustMirrors = environment.NN101_MIRROR_TRUST === '1' } = options;
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  // Looked up at each request: fetch must be called on the global object in browsers.
  const fetch: typeof globalThis.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
  const sources = [
    ...mirrors.map((mirror) => {
      const url = platform.mirrorUrl(mirror);
      if (url === undefined) return platform.directorySource(mirror);
      return httpSource({ url, isMirror: true, fetch, timeouts });
    }),
    ...descriptor.origins.map(({ url, zip }) =>
      zip === undefined
        ? httpSource({ url, isMirror: false, fetch, timeouts })
        : zipSource({ url, ...zip, fetch, timeouts }),
    ),
  ];
  return {
    cache: cache === false ? createMemoryCache() : platform.openCache(cache),
    sources: sources.filter(({ isRemote }) => !(offline && isRemote)),
    trustMirrors,
    offline,
    onProgress,
    signal,
  };
}

function splitList(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
