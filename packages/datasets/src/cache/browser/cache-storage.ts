// The cache in browsers: one response of the Cache API per verified, uncompressed file. The browser stores a response
// completely or not at all. Pages without the API use ../memory-cache.ts instead.

import { sha256 } from '../../checksum/sha256.ts';
import { DatasetError, reasonOf } from '../../error.ts';
import { memoryFor } from '../../memory.ts';
import type { Cache, CachedFile, CacheTransaction } from '../cache.ts';
import { createMemoryCache } from '../memory-cache.ts';
import { type EntryStore, isPieceBelow, openPartialEntries, type PartialEntries } from './partial-entries.ts';

const SHA256 = 'x-nn101-sha256';
const BYTES = 'x-nn101-bytes';
const VOUCHED_BY = 'x-nn101-vouched-by';

/** The methods of the browser's CacheStorage that are used here. */
export interface Storage {
  open(name: string): Promise<StorageCache>;
}

/** The methods of the browser's Cache that are used here. */
interface StorageCache extends EntryStore {
  keys(): Promise<readonly { readonly url: string }[]>;
}

/** Other browser features that a cache uses if they exist. */
export interface PageStorage {
  /** Asks the browser to keep stored data when space runs low. The answer is not awaited. */
  readonly persist?: () => Promise<boolean>;
  /** How much is stored, and how much may be stored. */
  readonly estimate?: () => Promise<{ readonly usage?: number; readonly quota?: number }>;
  /** Waits for a lock shared by all tabs. Resolves to the function that releases it. */
  readonly lock?: (name: string, signal?: AbortSignal) => Promise<() => void>;
}

/**
 * Opens the named cache of this page, or one in memory if the browser hides the Cache API, as it does over plain http.
 */
export function openPageCache(name: string): Cache {
  const { storage, locks } = globalThis.navigator ?? {};
  if (globalThis.caches === undefined) return createMemoryCache();
  return createCacheStorageCache({
    name,
    storage: globalThis.caches,
    persist: storage?.persist && (() => storage.persist()),
    estimate: storage?.estimate && (() => storage.estimate()),
    lock: locks && ((lockName, signal) => holdLock(locks, lockName, signal)),
  });
}

// The browser holds a lock while a promise is pending, and releases it if the tab crashes.
function holdLock(locks: LockManager, name: string, signal?: AbortSignal): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    locks.request(name, { signal }, hold).catch(reject);
  });
}

/** Opens the named cache of this origin. `storage` is `globalThis.caches`, or a stand-in in tests. */
export function createCacheStorageCache(
  options: { readonly name: string; readonly storage: Storage } & PageStorage,
): Cache {
  const { name, storage } = options;
  const open = () => storage.open(name);
  const match = async (key: string) => (await open()).match(address(key));
  return {
    location: `the browser's cache "${name}"`,
    async find(key, { recompute = false } = {}) {
      const response = await match(key);
      return response && describe(response, recompute);
    },
    read: async (key, into) => contentOf(key, await match(key), into),
    async begin({ set, signal }) {
      const release = await options.lock?.(`${name}/${set}`, signal);
      options.persist?.().catch(() => false);
      const transaction = createTransaction(open, { ...options, release: release ?? (() => undefined) });
      return transaction.catch((error) => {
        release?.();
        throw error;
      });
    },
    async recordChecksum() {},
    async clear(set, names) {
      const cache = await open();
      await clearPieces(cache, address(`${set}/`));
      return clearFiles(
        cache,
        names.map((file) => address(`${set}/${file}`)),
      );
    },
  };
}

async function contentOf(
  key: string,
  response: Response | undefined,
  into: Uint8Array | undefined,
): Promise<Uint8Array> {
  if (response === undefined) {
    throw new DatasetError('CACHE_UNREADABLE', `${key} is no longer in the browser's cache. Load again.`);
  }
  const content = await response.arrayBuffer();
  const bytes = memoryFor(content.byteLength, into);
  bytes.set(new Uint8Array(content));
  return bytes;
}

async function describe(response: Response, recompute: boolean): Promise<CachedFile> {
  const known = response.headers.get(SHA256);
  const bytes = Number(response.headers.get(BYTES));
  const sum =
    known === null || recompute ? await sha256(new Uint8Array(await response.arrayBuffer())) : known;
  const vouchedBy = sum === known ? (response.headers.get(VOUCHED_BY) ?? undefined) : undefined;
  return { bytes, sha256: sum, vouchedBy, remembered: true };
}

async function clearFiles(
  cache: StorageCache,
  addresses: readonly string[],
): Promise<{ files: number; bytes: number }> {
  let files = 0;
  let bytes = 0;
  for (const at of addresses) {
    const found = await cache.match(at);
    if (found === undefined || !(await cache.delete(at))) continue;
    files++;
    bytes += Number(found.headers.get(BYTES));
  }
  return { files, bytes };
}

/** Deletes what unfinished downloads of a data set left behind. */
async function clearPieces(cache: StorageCache, prefix: string): Promise<void> {
  for (const { url } of await cache.keys()) if (isPieceBelow(prefix, url)) await cache.delete(url);
}

async function createTransaction(
  open: () => Promise<StorageCache>,
  page: PageStorage & { readonly release: () => void },
): Promise<CacheTransaction> {
  const withCacheErrors = <Result>(action: () => Promise<Result>) =>
    action().catch(async (cause) => {
      throw await storageFailure(cause, page);
    });
  const cache = await withCacheErrors(open);
  const added: string[] = [];
  const pending = (key: string) => `${address(key)}.part`;
  const partials = partialsIn(cache);
  return {
    partial: (key) => withCacheErrors(() => partials.open(key)),
    put: ({ key, content, sha256: sum, vouchedBy }) =>
      withCacheErrors(async () => {
        const headers = new Headers({ [SHA256]: sum, [BYTES]: String(content.length) });
        if (vouchedBy !== undefined) headers.set(VOUCHED_BY, encodeURI(vouchedBy));
        added.push(key);
        await cache.put(pending(key), new Response(content, { headers }));
      }),
    async commit() {
      await withCacheErrors(async () => {
        for (const key of added) {
          const response = await cache.match(pending(key));
          if (response !== undefined) await cache.put(address(key), response);
          await cache.delete(pending(key));
        }
      });
      await partials.end((partial) => partial.reset());
      page.release();
    },
    async rollback({ keepPartials = false } = {}) {
      for (const key of added) await cache.delete(pending(key)).catch(() => false);
      await partials.end((partial) => (keepPartials ? partial.close() : partial.reset()));
      page.release();
    },
  };
}

/** The partial downloads of a transaction, each opened once. */
function partialsIn(store: EntryStore): {
  open(key: string): Promise<PartialEntries>;
  end(how: (partial: PartialEntries) => Promise<void>): Promise<void>;
} {
  const opened = new Map<string, Promise<PartialEntries>>();
  return {
    open(key) {
      const partial = opened.get(key) ?? openPartialEntries({ store, address: address(key) });
      opened.set(key, partial);
      return partial;
    },
    async end(how) {
      for (const partial of opened.values()) await partial.then(how).catch(() => undefined);
    },
  };
}

// The Cache API is keyed by URLs. This one is never fetched.
function address(key: string): string {
  return `https://nn101.invalid/${key}`;
}

async function storageFailure(cause: unknown, { estimate }: PageStorage): Promise<DatasetError> {
  const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  const { usage, quota } = (isFull && (await estimate?.().catch(() => undefined))) || {};
  const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
  const room =
    usage === undefined || quota === undefined
      ? ''
      : `; this site uses ${mebibytes(usage)} of the ${mebibytes(quota)} that the browser grants it`;
  const advice = isFull
    ? "Free this site's storage or space on the disk"
    : 'Private windows may forbid it: open an ordinary one';
  return new DatasetError(
    isFull ? 'CACHE_FULL' : 'CACHE_UNWRITABLE',
    `The browser did not store the file (${reasonOf(cause)}${room}). ${advice}, or load with cache: false.`,
    { cause },
  );
}
