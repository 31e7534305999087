// Reads folders and files by path, in Node only. Links to folders are not followed.
import { open, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatasetError, reasonOf } from '../error.ts';
import type { FolderContent } from './data-file.ts';

const PIECE = 1 << 20;

/** Lists all files and folders below a path. @throws DatasetError `FILE_UNREADABLE`. */
export async function readFolder(folder: string): Promise<FolderContent> {
  const entries = await readable(folder, () => readdir(folder, { recursive: true, withFileTypes: true }));
  const below = (path: string) => relative(folder, path).split(sep).join('/');
  const pathsOf = (kept: typeof entries) => kept.map((entry) => join(entry.parentPath, entry.name));
  return {
    files: pathsOf(entries.filter((entry) => entry.isFile() || entry.isSymbolicLink())).map((path) => ({
      path: below(path),
      bytes: () => readable(path, async () => new Uint8Array(await readFile(path))),
    })),
    folders: pathsOf(entries.filter((entry) => entry.isDirectory())).map(below),
  };
}

/** Streams a file, because Node cannot read 2 GiB or more at once. @throws DatasetError `FILE_UNREADABLE`. */
export async function* readChunks(file: string | URL): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const path = /^file:/i.test(String(file)) ? fileURLToPath(file) : String(file);
  const handle = await readable(path, () => open(path));
  try {
    for (;;) {
      const { bytesRead, buffer } = await readable(path, () => handle.read(new Uint8Array(PIECE), 0, PIECE));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function readable<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw new DatasetError(
      'FILE_UNREADABLE',
      `${path} cannot be read (${reasonOf(cause)}). Check that it is there and that you may read it.`,
      { cause },
    );
  }
}
