// Node: folders by their paths. Links to folders are not followed.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DatasetError, reasonOf } from '../../error.ts';
import type { ReadFolder } from './disk.ts';

export const readFolder: ReadFolder = async (folder) => {
  const entries = await readable(folder, () => readdir(folder, { recursive: true, withFileTypes: true }));
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => {
      const place = join(entry.parentPath, entry.name);
      return {
        path: relative(folder, place).split(sep).join('/'),
        bytes: () => readable(place, async () => new Uint8Array(await readFile(place))),
      };
    });
};

async function readable<Result>(place: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw new DatasetError(
      'FILE_UNREADABLE',
      `${place} cannot be read (${reasonOf(cause)}). Check that it is there and that you may read it.`,
      { cause },
    );
  }
}
