// Deleting a set from the directory cache: the files its descriptor names, leftovers of killed downloads, and
// folders that are then empty. Anything else that someone put there stays.
import { dirname, join } from 'node:path';
import { DatasetError, reasonOf } from '../error.ts';
import type { Cleared } from './cache.ts';
import { type FileSystem, isMissing } from './file-system.ts';
import { MANIFEST } from './manifest.ts';
import { PARTIAL } from './manifest-file.ts';
import { DOWNLOAD } from './partial-file.ts';

/** Deletes `names` below `folder`; a folder that does not exist is already clear. */
export async function clearFolder(request: {
  readonly folder: string;
  readonly names: readonly string[];
  readonly fileSystem: FileSystem;
}): Promise<Cleared> {
  const { folder, names, fileSystem } = request;
  const paths = names.map((name) => join(folder, ...name.split('/')));
  const folders = [...new Set([folder, ...paths.map((path) => dirname(path))])];
  let files = 0;
  let bytes = 0;
  try {
    for (const path of paths) {
      const size = await removeFile(path, fileSystem);
      if (size === undefined) continue;
      files++;
      bytes += size;
    }
    for (const path of folders) {
      for (const leftover of await leftovers(path, fileSystem)) await removeFile(leftover, fileSystem);
    }
    await removeFile(join(folder, MANIFEST), fileSystem);
  } catch (cause) {
    throw new DatasetError(
      'CACHE_UNWRITABLE',
      `The cache folder ${folder} cannot be cleared (${reasonOf(cause)}). Mend its permissions.`,
      { cause },
    );
  }
  const deepestFirst = folders.sort((a, b) => b.length - a.length);
  for (const path of deepestFirst) await fileSystem.rmdir(path).catch(() => undefined);
  return { files, bytes };
}

/** Its size, or undefined if it was not there. */
async function removeFile(path: string, fileSystem: FileSystem): Promise<number | undefined> {
  try {
    const { size } = await fileSystem.stat(path);
    await fileSystem.rm(path);
    return size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function leftovers(folder: string, fileSystem: FileSystem): Promise<string[]> {
  try {
    const names = await fileSystem.readdir(folder);
    return names
      .filter((name) => name.endsWith(PARTIAL) || name.endsWith(DOWNLOAD))
      .map((name) => join(folder, name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
