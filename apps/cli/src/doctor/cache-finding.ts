// Is the cache directory usable, and what does it hold?
import { access, constants, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheDirectory, datasets } from '@nn101/datasets';
import { cachedState } from '../data/cached-state.ts';
import type { Finding } from './finding.ts';

/** Tries to write where the cache is, or would be made. Leaves nothing behind. */
export async function cacheFinding(): Promise<Finding> {
  const directory = cacheDirectory();
  try {
    await tryWriting(await nearestExisting(directory));
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^(\w+): ([^,]+),.*/, '$2') : String(error);
    return {
      name: 'Cache',
      state: 'wrong',
      what: `${directory} can't be written: ${why}`,
      remedy: 'Point NN101_CACHE to a directory that you may write to.',
    };
  }
  const all = Object.values(datasets);
  const states = await Promise.all(all.map(cachedState));
  const held = all.filter((_, i) => states[i] === 'cached').map(({ name }) => name);
  const holds = held.length === 0 ? 'no data set yet' : held.join(', ');
  return { name: 'Cache', state: 'fine', what: `${directory} holds ${holds}` };
}

async function nearestExisting(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing || dirname(path) === path) throw error;
    return nearestExisting(dirname(path));
  }
}

async function tryWriting(directory: string): Promise<void> {
  await access(directory, constants.W_OK);
  // Permission bits don't bind root, and say nothing of read-only or full disks.
  await rmdir(await mkdtemp(join(directory, '.nn101-doctor-')));
}
