// Node: directories, environment variables, the operating system's cache folder.
import * as fileSystem from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDirectoryCache } from '../cache/directory-cache.ts';
import { directorySource } from '../pipeline/directory-source.ts';
import { defaultCacheDirectory } from './cache-directory.ts';
import type { Platform } from './platform.ts';
import { proxyFor } from './proxy-environment.ts';

function cacheDirectory(): string {
  return defaultCacheDirectory({ environment: process.env, system: process.platform, home: homedir() });
}

export const platform: Platform = {
  environment: process.env,
  cacheDirectory,
  openCache: (place) => createDirectoryCache({ directory: resolve(place ?? cacheDirectory()), fileSystem }),
  directorySource: (directory) =>
    directorySource({
      directory: directory.startsWith('file:') ? fileURLToPath(directory) : resolve(directory),
      fileSystem,
    }),
  redirects: 'manual',
  needsCors: false,
  fetch: async (input, init) => {
    const proxy = proxyFor(String(input), process.env);
    if (proxy === undefined) return globalThis.fetch(input, init);
    return (await import('./proxied-fetch.ts')).proxiedFetch(String(input), { ...init, proxy });
  },
  mirrorUrl: (mirror) => (/^https?:/i.test(mirror) ? mirror : undefined),
};
