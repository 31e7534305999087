// The part of node:fs/promises that the directory cache uses, as a type: tests pass one that fails on purpose.
import type * as promises from 'node:fs/promises';
import { dirname } from 'node:path';

export type FileSystem = Pick<
  typeof promises,
  'mkdir' | 'open' | 'readdir' | 'readFile' | 'rename' | 'rm' | 'rmdir' | 'stat' | 'utimes'
> & {
  /** Size of the disk, in blocks of `bsize` bytes, of which `bavail` are free. */
  statfs(path: string): Promise<{ readonly bavail: number; readonly bsize: number; readonly blocks: number }>;
};

/** The error's system code (`ENOENT`, `ENOSPC`, ...), if it has one. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

// Makes a folder and what is missing above it. Node's own `recursive` never returns where a parent exists but takes
// no entries, as on /proc (Node 20).

/**
 * Makes `path`. Each folder that had to be made is added to `made`, outermost first, also where a later one fails.
 *
 * @throws the system's error of the first that can't be made
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

/** End of the names of files that are not complete. */
export const TEMPORARY_SUFFIX = '.part';

/** A name beside `path` that no other process uses. */
export function temporaryName(path: string): string {
  return `${path}.${crypto.randomUUID()}${TEMPORARY_SUFFIX}`;
}

/** Writes a new file and waits until the disk has it; removes it again if that fails. */
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
