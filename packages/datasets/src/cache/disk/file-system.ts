// The file system as the cache uses it: the functions of node:fs/promises that it needs, as a type so that tests can
// pass a failing one, and operations that Node lacks: creating folders one by one, and writing a file durably.
import type * as promises from 'node:fs/promises';
import { dirname } from 'node:path';

export type FileSystem = Pick<
  typeof promises,
  'mkdir' | 'open' | 'readdir' | 'readFile' | 'rename' | 'rm' | 'rmdir' | 'stat' | 'utimes'
> & {
  /** Size of the disk in blocks of `bsize` bytes, `bavail` of which are free. */
  statfs(path: string): Promise<{ readonly bavail: number; readonly bsize: number; readonly blocks: number }>;
};

/** The system code of an error, such as `ENOENT` or `ENOSPC`, if it has one. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether an error says that the file does not exist. */
export function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/**
 * Creates `path` and its missing parents. Each created folder is appended to `made`, outermost first, even if a later
 * one fails. Node's own `recursive` option never returns if a parent exists but accepts no entries, as on /proc (Node
 * 20).
 *
 * @throws the system error of the first folder that cannot be created
 */
export async function makeFolder(request: {
  readonly path: string;
  readonly made: string[];
  readonly fileSystem: Pick<FileSystem, 'mkdir'>;
}): Promise<void> {
  const { path, made, fileSystem } = request;
  try {
    await fileSystem.mkdir(path);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    if (systemCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder({ ...request, path: dirname(path) });
    await fileSystem.mkdir(path);
  }
  made.push(path);
}

/** Suffix of files that are not complete. */
export const TEMPORARY_SUFFIX = '.part';

/** A name beside `path` that no other process uses. */
export function temporaryName(path: string): string {
  return `${path}.${crypto.randomUUID()}${TEMPORARY_SUFFIX}`;
}

/** Writes a new file and waits until it is on the disk. If that fails, the file is removed. */
export async function writeDurably(file: {
  readonly path: string;
  readonly content: Uint8Array;
  readonly fileSystem: FileSystem;
}): Promise<void> {
  const { path, content, fileSystem } = file;
  const handle = await fileSystem.open(path, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } catch (error) {
    await handle.close().catch(() => undefined);
    await fileSystem.rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
  await handle.close();
}
