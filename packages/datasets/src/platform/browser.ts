// Browsers: the Cache API, URLs relative to the page, no directories and no environment variables.
// Nothing imported from here may import a `node:` module.
import { createCacheStorageCache, type PageStorage } from '../cache/cache-storage.ts';
import { createMemoryCache } from '../cache/memory-cache.ts';
import { DatasetError } from '../error.ts';
import type { Platform } from './platform.ts';

function unsupported(): never {
  throw new DatasetError(
    'UNSUPPORTED',
    'Browsers have no cache directory: verifyDataset tells what is cached.',
  );
}

function pageStorage(): PageStorage {
  const { storage, locks } = globalThis.navigator ?? {};
  return {
    persist: storage?.persist && (() => storage.persist()),
    estimate: storage?.estimate && (() => storage.estimate()),
    lock: locks && ((name, signal) => holdLock(locks, name, signal)),
  };
}

// The browser holds a lock as long as a promise is open, also over a crash of the tab.
function holdLock(locks: LockManager, name: string, signal?: AbortSignal): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    locks.request(name, { signal }, hold).catch(reject);
  });
}

export const platform: Platform = {
  environment: {},
  cacheDirectory: unsupported,
  openCache: (place = 'nn101-datasets') =>
    // Browsers hide the Cache API on pages that came over plain http.
    globalThis.caches === undefined
      ? createMemoryCache()
      : createCacheStorageCache({ name: place, storage: globalThis.caches, ...pageStorage() }),
  // What a redirect leads to is hidden from pages; https pages load nothing over http anyway.
  redirects: 'follow',
  needsCors: true,
  // Looked up at each request: fetch must be called on the global object.
  fetch: (...request) => globalThis.fetch(...request),
  directorySource: unsupported,
  mirrorUrl: (mirror) => new URL(mirror, globalThis.location.href).href,
};
