// Node: folders and files by their paths. Links to folders are not followed.
import { open, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatasetError, reasonOf } from '../../error.ts';
import type { ReadFolder, ReadPieces } from './disk.ts';

const PIECE = 1 << 20;

export const readFolder: ReadFolder = async (folder) => {
  const entries = await readable(folder, () => readdir(folder, { recursive: true, withFileTypes: true }));
  const below = (place: string) => relative(folder, place).split(sep).join('/');
  const places = (kept: typeof entries) => kept.map((entry) => join(entry.parentPath, entry.name));
  return {
    files: places(entries.filter((entry) => entry.isFile() || entry.isSymbolicLink())).map((place) => ({
      path: below(place),
      bytes: () => readable(place, async () => new Uint8Array(await readFile(place))),
    })),
    folders: places(entries.filter((entry) => entry.isDirectory())).map(below),
  };
};

// In pieces, because Node reads no file of 2 GiB or more at once.
export const readPieces: ReadPieces = async function* (file) {
  const place = /^file:/i.test(String(file)) ? fileURLToPath(file) : String(file);
  const handle = await readable(place, () => open(place));
  try {
    for (;;) {
      const { bytesRead, buffer } = await readable(place, () => handle.read(new Uint8Array(PIECE), 0, PIECE));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
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
