// The cache directory: whether it can be written, and which data sets it contains.
import { access, constants, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheDirectory, type DatasetDescriptor, datasetPath } from '@nn101/datasets';
import { CliError } from '../failure/cli-error.ts';

/** Checks that the cache directory can be written, or created. Leaves nothing behind. Throws the system's error. */
export async function checkCacheWritable(directory: string): Promise<void> {
  const nearest = await nearestExisting(directory);
  await access(nearest, constants.W_OK);
  // Permission bits do not apply to root, and say nothing about read-only or full disks.
  await rmdir(await mkdtemp(join(nearest, '.nn101-')));
}

/**
 * Rejects a cache directory that does not exist and can't be created. Throws `DIRECTORY_UNWRITABLE`. Node's `mkdir`
 * with `recursive`, which creates caches, never returns on file systems like /proc.
 */
export async function requireUsableCache(): Promise<void> {
  const directory = cacheDirectory();
  if ((await nearestExisting(directory).catch(() => undefined)) === directory) return;
  try {
    await checkCacheWritable(directory);
  } catch (cause) {
    throw new CliError(
      'DIRECTORY_UNWRITABLE',
      `The cache ${directory} can't be created: ${systemReason(cause)}. Point NN101_CACHE to a directory that you can write to.`,
      { cause },
    );
  }
}

/** The reason within a message such as "EACCES: permission denied, mkdir '/x'". */
export function systemReason(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^\w+: ([^,]+),.*/, '$1') : String(error);
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

/**
 * Compares file sizes, which is fast but proves nothing: `cached` if all match, `partly` if some do, `absent` if none
 * do.
 */
export async function cachedState(descriptor: DatasetDescriptor): Promise<'cached' | 'partly' | 'absent'> {
  const directory = datasetPath(descriptor.name);
  const files = descriptor.downloads.flatMap(({ contents }) => contents);
  const present = await Promise.all(
    files.map(async ({ name, bytes }) => {
      const size = await stat(join(directory, name)).then(
        (found) => found.size,
        () => undefined,
      );
      return size === bytes;
    }),
  );
  if (present.every(Boolean)) return 'cached';
  return present.some(Boolean) ? 'partly' : 'absent';
}
