// Browsers: the Cache API, URLs relative to the page, no directories and no environment variables.
// Nothing imported from here may import a `node:` module.
import { DatasetError } from '../error.ts';
import type { Platform } from './platform.ts';

function unsupported(message: string): never {
  throw new DatasetError('UNSUPPORTED', message);
}

const noDirectory = () =>
  unsupported('Browsers have no cache directory: verifyDataset reports what is cached.');

const noPath = (path: string | URL) =>
  unsupported(
    `Browsers cannot open the path "${path}". Pass a directory handle, the files of an input element, or bytes.`,
  );

export const platform: Platform = {
  environment: {},
  cacheDirectory: noDirectory,
  datasetDirectory: noDirectory,
  openCache: async (name = 'nn101-datasets') =>
    (await import('../cache/browser/cache-storage.ts')).openPageCache(name),
  // Pages cannot see where a redirect leads; https pages load nothing over http anyway.
  redirects: 'follow',
  needsCors: true,
  // Looked up at each request: fetch must be called on the global object.
  fetch: (...request) => globalThis.fetch(...request),
  directorySource: async () => noDirectory(),
  mirrorUrl: (mirror) => new URL(mirror, globalThis.location.href).href,
  readFolder: async (folder) => noPath(folder),
  readChunks: noPath,
};
