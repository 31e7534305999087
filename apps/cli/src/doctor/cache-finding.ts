// Is the cache directory usable, and what does it hold?
import { cacheDirectory, datasets } from '@nn101/datasets';
import { systemReason, tryCachePlace } from '../data/cache-directory.ts';
import { cachedState } from '../data/cached-state.ts';
import type { Finding } from './finding.ts';

/** Tries to write where the cache is, or would be made. Leaves nothing behind. */
export async function cacheFinding(): Promise<Finding> {
  const directory = cacheDirectory();
  try {
    await tryCachePlace(directory);
  } catch (error) {
    return {
      name: 'Cache',
      state: 'wrong',
      what: `${directory} can't be written: ${systemReason(error)}`,
      remedy: 'Point NN101_CACHE to a directory that you may write to.',
    };
  }
  const all = Object.values(datasets);
  const states = await Promise.all(all.map(cachedState));
  const held = all.filter((_, i) => states[i] === 'cached').map(({ name }) => name);
  const holds = held.length === 0 ? 'no data set yet' : held.join(', ');
  return { name: 'Cache', state: 'fine', what: `${directory} holds ${holds}` };
}
