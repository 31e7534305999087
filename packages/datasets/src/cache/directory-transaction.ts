// Writing to the directory cache: every file under a temporary name first, all renamed at the end.
// A failure before that leaves what was there before; a kill leaves temporary files, which are never read.
import { dirname } from 'node:path';
import { DatasetError, type DatasetErrorCode, reasonOf } from '../error.ts';
import type { CacheTransaction, NewFile } from './cache.ts';
import type { Place } from './directory-cache.ts';
import { type FileSystem, systemCode } from './file-system.ts';
import { makeFolder } from './make-folder.ts';
import type { Remembered } from './manifest.ts';
import { temporaryName, updateManifest, writeDurably } from './manifest-file.ts';

interface Staged {
  readonly place: Place;
  readonly temporary: string;
  readonly file: Omit<NewFile, 'content'> & { readonly bytes: number };
}

/** Opens a transaction, making sure first that the directory exists and takes files. */
export async function createTransaction(options: {
  readonly directory: string;
  readonly place: (key: string) => Place;
  readonly fileSystem: FileSystem;
}): Promise<CacheTransaction> {
  const { directory, place, fileSystem } = options;
  const staged: Staged[] = [];
  const created: string[] = [];
  // What had to be made is what a rollback must be able to take away again.
  const make = (path: string) => makeFolder({ path, made: created, fileSystem });
  const rollback = async () => {
    for (const { temporary } of staged)
      await fileSystem.rm(temporary, { force: true }).catch(() => undefined);
    const deepestFirst = created.sort((a, b) => b.length - a.length);
    for (const path of deepestFirst) await fileSystem.rmdir(path).catch(() => undefined);
  };

  await failingClearly(directory, async () => {
    await make(directory);
    await probe(temporaryName(place('writable/probe').folder), fileSystem);
  }).catch(async (error) => {
    await rollback();
    throw error;
  });
  return {
    put: ({ content, ...file }) =>
      failingClearly(directory, async () => {
        const target = place(file.key);
        await make(dirname(target.path));
        const temporary = temporaryName(target.path);
        await writeDurably({ path: temporary, content, fileSystem });
        staged.push({ place: target, temporary, file: { ...file, bytes: content.length } });
      }),
    commit: () => failingClearly(directory, () => publish(staged, fileSystem)),
    rollback,
  };
}

// Whether files can be made there is known only once one has been.
async function probe(path: string, fileSystem: FileSystem): Promise<void> {
  await writeDurably({ path, content: new Uint8Array(1), fileSystem });
  await fileSystem.rm(path);
}

async function publish(staged: readonly Staged[], fileSystem: FileSystem): Promise<void> {
  const manifests = new Map<string, Record<string, Remembered>>();
  for (const { place, temporary, file } of staged) {
    await fileSystem.rename(temporary, place.path);
    const { mtimeMs } = await fileSystem.stat(place.path);
    const entries = manifests.get(place.folder) ?? {};
    const { bytes, sha256, vouchedBy } = file;
    entries[place.name] = { bytes, modified: mtimeMs, sha256, vouchedBy };
    manifests.set(place.folder, entries);
  }
  for (const [folder, entries] of manifests) await updateManifest({ folder, entries, fileSystem });
}

async function failingClearly<Result>(directory: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (cause) {
    const code = systemCode(cause);
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    const [kind, advice]: [DatasetErrorCode, string] = isFull
      ? ['CACHE_FULL', 'Free some space there, or choose another place']
      : ['CACHE_UNWRITABLE', 'Mend its permissions, or choose another place'];
    throw new DatasetError(
      kind,
      `The cache ${directory} cannot be written to (${reasonOf(cause)}). ${advice} with NN101_CACHE.`,
      { cause },
    );
  }
}
