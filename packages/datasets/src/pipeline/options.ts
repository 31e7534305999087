// The options for loading a data set, and how the environment completes them.
import { platform } from '#platform';
import type { Cache } from '../cache/cache.ts';
import { createMemoryCache } from '../cache/memory-cache.ts';
import { check, requireOptions, requireSignal } from '../check.ts';
import { DatasetError, reasonOf } from '../error.ts';
import type { DatasetDescriptor, Origin } from '../registry/descriptor.ts';
import { DEFAULT_TIMEOUTS, httpSource, type Timeouts } from '../source/http-source.ts';
import type { Source } from '../source/source.ts';
import { zipSource } from '../source/zip-source.ts';
import type { DownloadProgress } from './progress.ts';

/** Where a data set may come from, how long that may take, and where it is cached. All options are optional. */
export interface LoadOptions {
  /**
   * Where verified files are kept: a directory, or the name of a cache in browsers. `false` keeps nothing. Default:
   * `NN101_CACHE`, otherwise `nn101` in the cache folder of the operating system.
   */
  readonly cache?: string | false;
  /**
   * Directories or URLs to try before the public origins, with files at `<set>/<official file name>`. Default:
   * `NN101_MIRROR`, separated by commas. In browsers these are URLs, relative to the page.
   */
  readonly mirrors?: readonly string[];
  /**
   * Accepts files without the official checksum if the mirror's own `SHA256SUMS` lists them. The data set is then
   * `verified: 'mirror'`. Default: whether `NN101_MIRROR_TRUST` is `1`.
   */
  readonly trustMirrors?: boolean;
  /** Uses only the cache and mirror directories. Default false. */
  readonly offline?: boolean;
  /** Called while files are downloaded, but not for cached files. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Stops loading with `ABORTED` and restores the previous state of the cache. */
  readonly signal?: AbortSignal;
  /**
   * How long servers may take, in milliseconds. Default: 15,000 until the headers, 20,000 between chunks, 20,000 below
   * the minimum rate, 1,000 before the first retry; all multiplied by `NN101_PATIENCE` (default 1).
   */
  readonly timeouts?: Partial<Timeouts>;
  /**
   * Minimum rate in bytes per second. The download moves from a slower server to the next one, which continues it if
   * possible. Each round of retries quarters the rate. Default 16,384; 0 accepts any rate.
   */
  readonly minimumRate?: number;
  /** How often sources with temporary failures are retried after all sources have failed. Default 2. */
  readonly retries?: number;
  /**
   * A replacement for `fetch`, which must honour `redirect: 'manual'`. Default: that of the platform; in Node through
   * `HTTPS_PROXY` or `HTTP_PROXY`, except for the hosts in `NO_PROXY`.
   */
  readonly fetch?: typeof globalThis.fetch;
}

/** The options with all defaults filled in. */
export interface LoadContext {
  readonly cache: Cache;
  readonly sources: readonly Source[];
  readonly trustMirrors: boolean;
  readonly offline: boolean;
  readonly onProgress: (progress: DownloadProgress) => void;
  readonly signal: AbortSignal | undefined;
  readonly minimumRate: number;
  readonly retries: number;
  /** Milliseconds before the first retry. */
  readonly retryDelay: number;
  /**
   * Longest delay in milliseconds that a server may request before a retry. Servers that request more are not retried.
   */
  readonly maxWait: number;
}

/** Names of all options. */
export const LOAD_OPTIONS = [
  'cache',
  'mirrors',
  'trustMirrors',
  'offline',
  'onProgress',
  'signal',
  'timeouts',
  'minimumRate',
  'retries',
  'fetch',
] as const satisfies readonly (keyof LoadOptions)[];

function requireLoadOptions(options: LoadOptions): void {
  check.record('options', options, `of options (${LOAD_OPTIONS.join(', ')})`);
  requireOptions('The loader', options, LOAD_OPTIONS);
  const { cache, mirrors, trustMirrors, offline, onProgress, signal, fetch }: LoadOptions = options;
  const { timeouts, minimumRate, retries }: LoadOptions = options;
  check.that(cache === undefined || cache === false || (typeof cache === 'string' && cache !== ''), 'cache', {
    expected: 'a directory (in browsers a name), or false',
    value: cache,
  });
  if (mirrors !== undefined) requireMirrors(mirrors);
  if (trustMirrors !== undefined) check.flag('trustMirrors', trustMirrors);
  if (offline !== undefined) check.flag('offline', offline);
  if (onProgress !== undefined) check.callback('onProgress', onProgress);
  requireSignal(signal);
  if (fetch !== undefined) check.callback('fetch', fetch);
  if (minimumRate !== undefined) check.number('minimumRate', minimumRate, { min: 0 });
  if (retries !== undefined) check.wholeNumber('retries', retries, { min: 0 });
  if (timeouts !== undefined) requireTimeouts(timeouts);
}

function requireMirrors(mirrors: readonly string[]): void {
  const expected = "an array of directories and URLs, such as ['/data']";
  check.that(Array.isArray(mirrors), 'mirrors', { expected, value: mirrors });
  mirrors.forEach((mirror, index) => {
    check.text(`mirrors[${index}]`, mirror);
  });
}

function requireTimeouts(timeouts: Partial<Timeouts>): void {
  requireOptions('timeouts', timeouts, Object.keys(DEFAULT_TIMEOUTS));
  for (const [name, milliseconds] of Object.entries(timeouts)) {
    if (milliseconds !== undefined) check.number(`timeouts.${name}`, milliseconds, { min: 0 });
  }
}

/** Resolves options against the environment. `cache: false` creates a new cache in memory at each call. */
export async function resolveOptions(
  descriptor: DatasetDescriptor,
  options: LoadOptions,
): Promise<LoadContext> {
  requireLoadOptions(options);
  const { environment } = platform;
  const { cache, offline = false, signal, onProgress = () => undefined } = options;
  const { mirrors = splitList(environment.NN101_MIRROR) } = options;
  const { trustMirrors = environment.NN101_MIRROR_TRUST === '1' } = options;
  const { minimumRate = 16_384, retries = 2, fetch = platform.fetch } = options;
  const patience = Number(environment.NN101_PATIENCE) || 1;
  const timeouts = { ...scaledTimeouts(patience), ...options.timeouts };
  const mirrorSources = mirrors.map((mirror) => {
    const url = mirrorUrl(mirror);
    if (url === undefined) return platform.directorySource(mirror);
    return httpSource({ url, isMirror: true, fetch, timeouts });
  });
  const sources = [
    ...(await Promise.all(mirrorSources)),
    ...corsFirst(descriptor.origins).map(({ url, zip }) =>
      zip === undefined
        ? httpSource({ url, isMirror: false, fetch, timeouts })
        : zipSource({ url, ...zip, fetch, timeouts }),
    ),
  ];
  return {
    cache: cache === false ? createMemoryCache() : await platform.openCache(cache),
    sources: sources.filter(({ isRemote }) => !(offline && isRemote)),
    trustMirrors,
    offline,
    onProgress,
    signal,
    minimumRate,
    retries,
    retryDelay: timeouts.retryDelay,
    maxWait: MAX_WAIT * patience,
  };
}

function mirrorUrl(mirror: string): string | undefined {
  try {
    return platform.mirrorUrl(mirror);
  } catch (cause) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `mirrors expect directories and URLs; received "${mirror}" (${reasonOf(cause)}).`,
      { cause },
    );
  }
}

const MAX_WAIT = 60_000;

function scaledTimeouts(patience: number): Required<Timeouts> {
  const { headers, stall, rateWindow, retryDelay } = DEFAULT_TIMEOUTS;
  return {
    headers: headers * patience,
    stall: stall * patience,
    rateWindow: rateWindow * patience,
    retryDelay: retryDelay * patience,
  };
}

// Browsers try servers that are not known to send CORS headers last.
function corsFirst(origins: readonly Origin[]): readonly Origin[] {
  if (!platform.needsCors) return origins;
  return [...origins.filter(({ cors }) => cors), ...origins.filter(({ cors }) => !cors)];
}

function splitList(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
