// Files and folders on disk, in Node only: the path that a caller means, folders that are created, and files that are either
// complete or absent.
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from './check.ts';
import { schemeOf } from './saved-model/model-store.ts';

/**
 * Writes beside the target, to the disk, then renames over it: whoever reads sees the old content or the new, also
 * after a power cut. Nothing is left behind where writing fails.
 */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

// The new name is on the disk only when its folder is. Windows opens no folders, and needs none synced.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  if (!folder) return;
  try {
    await folder.sync();
  } catch {
    // Some network file systems refuse; the file itself is written all the same.
  } finally {
    await folder.close();
  }
}

/** @throws TrainError `INVALID_ARGUMENT` for addresses that are not of a file, and for what is no path at all */
export function localPath(name: string, location: string | URL): string {
  const expected = 'a path or a file: address';
  if (location instanceof URL) {
    check.that(location.protocol === 'file:', name, { expected, value: location.href });
    return fileURLToPath(location);
  }
  check.that(typeof location === 'string' && location !== '', name, { expected, value: location });
  const scheme = schemeOf(location);
  const isPath = scheme === 'file' || (scheme === undefined && !/^file:/i.test(location));
  check.that(isPath, name, { expected, value: location });
  if (scheme === undefined) return location;
  // tfjs-node takes what follows the scheme as a path, also a relative one: file://./model
  return /^file:\/\/\//i.test(location) ? fileURLToPath(location) : location.slice('file://'.length);
}

/** @throws the system's error of the first folder that can't be made */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path).catch(unlessMadeMeanwhile);
  }
}

function unlessMadeMeanwhile(error: unknown): void {
  if (systemCode(error) !== 'EEXIST') throw error;
}

function systemCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
