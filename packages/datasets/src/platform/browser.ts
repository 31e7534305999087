// Browsers: the Cache API, URLs relative to the page, no directories and no environment variables.
// Nothing imported from here may import a `node:` module.
import { createCacheStorageCache } from '../cache/cache-storage.ts';
import { createMemoryCache } from '../cache/memory-cache.ts';
import { DatasetError } from '../error.ts';
import type { Platform } from './platform.ts';

function unsupported(): never {
  throw new DatasetError(
    'UNSUPPORTED',
    'Browsers have no cache directory: verifyDataset tells what is cached.',
  );
}

export const platform: Platform = {
  environment: {},
  cacheDirectory: unsupported,
  cachePath: unsupported,
  openCache: (place = 'nn101-datasets') =>
    // Browsers hide the Cache API on pages that came over plain http.
    globalThis.caches === undefined
      ? createMemoryCache()
      : createCacheStorageCache({ name: place, storage: globalThis.caches }),
  directorySource: unsupported,
  mirrorUrl: (mirror) => new URL(mirror, globalThis.location.href).href,
};
