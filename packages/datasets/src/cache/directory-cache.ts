// The cache in Node: `<directory>/<set>/<content name>`, uncompressed, and a manifest in each set's folder.
// Reading is here; writing is ./directory-transaction.ts, deleting ./directory-clear.ts.
// Node only (the browser's is ./cache-storage.ts). The file system is a parameter: tests make it fail.
import { join } from 'node:path';
import { DatasetError, reasonOf } from '../error.ts';
import { memoryFor } from '../memory.ts';
import { sha256 } from '../pipeline/sha256.ts';
import type { Cache, CachedFile } from './cache.ts';
import { clearFolder } from './directory-clear.ts';
import { createTransaction } from './directory-transaction.ts';
import { type FileSystem, isMissing } from './file-system.ts';
import { readManifest, updateManifest } from './manifest-file.ts';

/** Opens the cache in `directory`. Nothing is created before something is put there. */
export function createDirectoryCache(options: {
  readonly directory: string;
  readonly fileSystem: FileSystem;
}): Cache {
  const { directory, fileSystem } = options;
  const place = (key: string): Place => {
    const [set, ...names] = key.split('/');
    return { folder: join(directory, set), name: names.join('/'), path: join(directory, set, ...names) };
  };
  return {
    location: directory,
    find: (key, { recompute = false } = {}) => find({ place: place(key), fileSystem, recompute }),
    read: (key, into) =>
      readContent({ path: place(key).path, fileSystem, into: (bytes) => memoryFor(bytes, into) }),
    begin: (work) => createTransaction({ directory, place, fileSystem, work }),
    remember: (key, file) => remember({ place: place(key), file, fileSystem }),
    clear: (set, names) => clearFolder({ folder: join(directory, set), names, fileSystem }),
  };
}

/** Where a key lives. */
export interface Place {
  /** The set's folder. */
  readonly folder: string;
  /** The key without its set: the manifest's name for it. */
  readonly name: string;
  readonly path: string;
}

async function find(query: {
  readonly place: Place;
  readonly fileSystem: FileSystem;
  readonly recompute: boolean;
}): Promise<CachedFile | undefined> {
  const { fileSystem, recompute } = query;
  const { folder, name, path } = query.place;
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

async function remember(request: {
  readonly place: Place;
  readonly file: CachedFile;
  readonly fileSystem: FileSystem;
}): Promise<void> {
  const { place, fileSystem } = request;
  const { bytes, sha256: sum, vouchedBy } = request.file;
  try {
    const { size, mtimeMs } = await fileSystem.stat(place.path);
    if (size !== bytes) return;
    const entry = { bytes, modified: mtimeMs, sha256: sum, vouchedBy };
    await updateManifest({ folder: place.folder, entries: { [place.name]: entry }, fileSystem });
  } catch {
    // A cache that cannot be written to still serves: its files are hashed at each load.
  }
}

function unreadable(path: string, cause: unknown): DatasetError {
  return new DatasetError(
    'CACHE_UNREADABLE',
    `The cached file ${path} cannot be read (${reasonOf(cause)}). Mend its permissions, or choose another cache with NN101_CACHE.`,
    { cause },
  );
}
