// Files and folders on disk, in Node only: resolving the caller's path, creating folders, and writing files that are either
// complete or absent.
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from './check.ts';
import { schemeOf } from './saved-model/model-store.ts';

/**
 * Writes and flushes a file beside the target, then renames it over the target: readers see either the old or the new
 * content, even after a power failure. If writing fails, nothing is left behind.
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

// The new name is on disk only after its folder is flushed. Windows cannot open folders and does not require it.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  if (!folder) return;
  try {
    await folder.sync();
  } catch {
    // Some network file systems refuse this; the file itself is written nevertheless.
  } finally {
    await folder.close();
  }
}

/** @throws TrainError `INVALID_ARGUMENT` for URLs of other schemes than file:, and for values that are not a path */
export function localPath(name: string, location: string | URL): string {
  const expected = 'a path or a file: URL';
  if (location instanceof URL) {
    check.that(location.protocol === 'file:', name, { expected, value: location.href });
    return fileURLToPath(location);
  }
  check.that(typeof location === 'string' && location !== '', name, { expected, value: location });
  const scheme = schemeOf(location);
  const isPath = scheme === 'file' || (scheme === undefined && !/^file:/i.test(location));
  check.that(isPath, name, { expected, value: location });
  if (scheme === undefined) return location;
  // tfjs-node accepts a relative path after the scheme as well: file://./model
  return /^file:\/\/\//i.test(location) ? fileURLToPath(location) : location.slice('file://'.length);
}

/** @throws the system's error for the first folder that cannot be created */
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
