// Node: the operating system's cache folder, or the one the environment names.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultCacheDirectory } from '../platform/cache-directory.ts';
import type { Place } from './place.ts';

export const place: Place = {
  cacheDirectory: () =>
    defaultCacheDirectory({ environment: process.env, system: process.platform, home: homedir() }),
  folder: (directory, name) => join(resolve(directory), name),
};
