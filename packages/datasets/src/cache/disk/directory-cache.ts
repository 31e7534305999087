// The cache in Node: uncompressed files at `<directory>/<set>/<content name>`, and a manifest in the folder of each
// data set. This file reads and deletes; ./transaction.ts writes. The file system is a parameter so that tests can make
// it fail.
import { dirname, join } from 'node:path';
import { sha256 } from '../../checksum/sha256.ts';
import { DatasetError, reasonOf } from '../../error.ts';
import { memoryFor } from '../../memory.ts';
import type { Cache, CachedFile, ClearedFiles } from '../cache.ts';
import { type FileSystem, isMissing, TEMPORARY_SUFFIX } from './file-system.ts';
import { type EntryLocation, locateEntry, MANIFEST, readManifest, updateManifest } from './manifest.ts';
import { DOWNLOAD_SUFFIX } from './partial-file.ts';
import { createTransaction } from './transaction.ts';

/** Opens the cache in `directory`. Nothing is created until something is written. */
export function createDirectoryCache(options: {
  readonly directory: string;
  readonly fileSystem: FileSystem;
}): Cache {
  const { directory, fileSystem } = options;
  const locate = (key: string) => locateEntry(directory, key);
  return {
    location: directory,
    find: (key, { recompute = false } = {}) => find({ entry: locate(key), fileSystem, recompute }),
    read: (key, into) =>
      readContent({ path: locate(key).path, fileSystem, into: (bytes) => memoryFor(bytes, into) }),
    begin: (request) => createTransaction({ directory, fileSystem, request }),
    recordChecksum: (key, file) => recordChecksum({ entry: locate(key), file, fileSystem }),
    clear: (set, names) => clearFolder({ folder: join(directory, set), names, fileSystem }),
  };
}

async function find(query: {
  readonly entry: EntryLocation;
  readonly fileSystem: FileSystem;
  readonly recompute: boolean;
}): Promise<CachedFile | undefined> {
  const { fileSystem, recompute } = query;
  const { folder, name, path } = query.entry;
  const status = await fileSystem.stat(path).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw unreadable(path, error);
  });
  if (status === undefined || !status.isFile()) return undefined;
  const known = (await readManifest(folder, fileSystem))[name];
  const unchanged = known?.bytes === status.size && known.modified === status.mtimeMs;
  if (unchanged && !recompute) {
    return { bytes: known.bytes, sha256: known.sha256, vouchedBy: known.vouchedBy, remembered: true };
  }
  const content = await readContent({ path, fileSystem, into: (bytes) => new Uint8Array(bytes) });
  const sum = await sha256(content);
  const vouchedBy = known?.sha256 === sum ? known.vouchedBy : undefined;
  return { bytes: content.length, sha256: sum, vouchedBy, remembered: unchanged };
}

async function readContent<Bytes extends Uint8Array>(request: {
  readonly path: string;
  readonly fileSystem: FileSystem;
  readonly into: (bytes: number) => Bytes;
}): Promise<Bytes> {
  const { path, fileSystem, into } = request;
  try {
    const handle = await fileSystem.open(path, 'r');
    try {
      const content = into((await handle.stat()).size);
      for (let at = 0; at < content.length; ) {
        const { bytesRead } = await handle.read(content, at, content.length - at, at);
        if (bytesRead === 0) throw new Error(`it ended at byte ${at} of ${content.length}`);
        at += bytesRead;
      }
      return content;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function recordChecksum(request: {
  readonly entry: EntryLocation;
  readonly file: CachedFile;
  readonly fileSystem: FileSystem;
}): Promise<void> {
  const { entry, fileSystem } = request;
  const { bytes, sha256: sum, vouchedBy } = request.file;
  try {
    const { size, mtimeMs } = await fileSystem.stat(entry.path);
    if (size !== bytes) return;
    const verified = { bytes, modified: mtimeMs, sha256: sum, vouchedBy };
    await updateManifest({ folder: entry.folder, entries: { [entry.name]: verified }, fileSystem });
  } catch {
    // A read-only cache still works: its files are hashed at each load.
  }
}

function unreadable(path: string, cause: unknown): DatasetError {
  return new DatasetError(
    'CACHE_UNREADABLE',
    `The cached file ${path} cannot be read (${reasonOf(cause)}). Fix its permissions, or choose another cache with NN101_CACHE.`,
    { cause },
  );
}

/**
 * Deletes the named files below `folder`, leftovers of killed downloads, and folders that are then empty. Other files
 * stay. Deleting from a folder that does not exist is not an error.
 */
export async function clearFolder(request: {
  readonly folder: string;
  readonly names: readonly string[];
  readonly fileSystem: FileSystem;
}): Promise<ClearedFiles> {
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
      `The cache folder ${folder} cannot be cleared (${reasonOf(cause)}). Fix its permissions.`,
      { cause },
    );
  }
  const deepestFirst = folders.sort((a, b) => b.length - a.length);
  for (const path of deepestFirst) await fileSystem.rmdir(path).catch(() => undefined);
  return { files, bytes };
}

/** @returns the size of the file, or undefined if it does not exist. */
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
      .filter((name) => name.endsWith(TEMPORARY_SUFFIX) || name.endsWith(DOWNLOAD_SUFFIX))
      .map((name) => join(folder, name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
