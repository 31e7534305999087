// Node: directories, environment variables, the cache folder of the operating system.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultCacheDirectory } from './cache-directory.ts';
import type { Platform } from './platform.ts';

function cacheDirectory(): string {
  return defaultCacheDirectory({ environment: process.env, system: process.platform, home: homedir() });
}

export const platform: Platform = {
  environment: process.env,
  cacheDirectory,
  datasetDirectory: (cache, name) => join(resolve(cache), name),
  async openCache(location) {
    const [{ createDirectoryCache }, fileSystem] = await Promise.all([
      import('../cache/disk/directory-cache.ts'),
      import('node:fs/promises'),
    ]);
    return createDirectoryCache({ directory: resolve(location ?? cacheDirectory()), fileSystem });
  },
  async directorySource(directory) {
    const [{ directorySource }, fileSystem] = await Promise.all([
      import('../source/directory-source.ts'),
      import('node:fs/promises'),
    ]);
    const path = directory.startsWith('file:') ? fileURLToPath(directory) : resolve(directory);
    return directorySource({ directory: path, fileSystem });
  },
  redirects: 'manual',
  needsCors: false,
  fetch: async (input, init) => {
    const { proxiedFetch, proxyFor } = await import('./proxy.ts');
    const proxy = proxyFor(String(input), process.env);
    return proxy === undefined
      ? globalThis.fetch(input, init)
      : proxiedFetch(String(input), { ...init, proxy });
  },
  mirrorUrl: (mirror) => (/^https?:/i.test(mirror) ? mirror : undefined),
  readFolder: async (folder) => (await import('../files/disk.ts')).readFolder(folder),
  async *readChunks(file) {
    yield* (await import('../files/disk.ts')).readChunks(file);
  },
};
