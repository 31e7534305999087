// Writes to the directory cache while holding the lock of a data set. Files are written under temporary names and
// renamed at the end. A failure before that restores the previous state. A killed process leaves temporary files, which
// are never read and which the next transaction removes, and partial downloads, which the next transaction continues.
import { dirname, join } from 'node:path';
import { DatasetError, type DatasetErrorCode, reasonOf } from '../../error.ts';
import type { CacheTransaction, NewFile, PartialDownload, TransactionRequest } from '../cache.ts';
import {
  type FileSystem,
  isMissing,
  makeFolder,
  systemCode,
  TEMPORARY_SUFFIX,
  temporaryName,
  writeDurably,
} from './file-system.ts';
import { acquireLock } from './lock.ts';
import { type EntryLocation, locateEntry, type ManifestEntry, updateManifest } from './manifest.ts';
import { DOWNLOAD_SUFFIX, openPartialFile, type PartialFile } from './partial-file.ts';

/** Shorter partial downloads are not kept: fetching them again costs no more than resuming. */
const MIN_KEPT_BYTES = 1 << 16;

interface Staged {
  readonly entry: EntryLocation;
  readonly temporary: string;
  readonly file: Omit<NewFile, 'content'> & { readonly bytes: number };
}

interface Options {
  readonly directory: string;
  readonly fileSystem: FileSystem;
  readonly request: TransactionRequest;
}

/** The state of an open transaction. */
interface Opened extends Options {
  readonly staged: Staged[];
  /** Partial downloads by path. */
  readonly partials: Map<string, PartialFile>;
  /** Folders that were created, and that a rollback removes. */
  readonly created: string[];
  readonly release: () => Promise<void>;
}

/** Opens a transaction. The directory is created if necessary and must be writable. */
export async function createTransaction(options: Options): Promise<CacheTransaction> {
  const { directory, fileSystem, request } = options;
  const attempt = <Result>(action: () => Promise<Result>) =>
    withCacheErrors(directory, action, request.signal);
  const created: string[] = [];
  const release = await attempt(() => lockSet(options, created)).catch(async (error) => {
    await removeFolders(created, fileSystem);
    throw error;
  });
  const opened: Opened = { ...options, staged: [], partials: new Map(), created, release };
  await attempt(() => requireSpace({ directory, bytes: request.bytes ?? 0, fileSystem })).catch(
    async (error) => {
      await rollback(opened, 'nothing');
      throw error;
    },
  );
  return {
    partial: (key) =>
      attempt(async () => withErrors(await openPartial(opened, `${key}${DOWNLOAD_SUFFIX}`), attempt)),
    put: (file) => attempt(() => stage(opened, file)),
    commit: () => attempt(() => commit(opened)),
    rollback: ({ keepPartials = false } = {}) => rollback(opened, keepPartials ? 'partials' : 'nothing'),
  };
}

async function openPartial({ directory, partials, created, fileSystem }: Opened, key: string) {
  const { path } = locateEntry(directory, key);
  await makeFolder({ path: dirname(path), made: created, fileSystem });
  const partial = partials.get(path) ?? (await openPartialFile({ path, fileSystem }));
  partials.set(path, partial);
  return partial;
}

async function stage(opened: Opened, { content, ...file }: NewFile): Promise<void> {
  const { directory, staged, created, fileSystem } = opened;
  const entry = locateEntry(directory, file.key);
  await makeFolder({ path: dirname(entry.path), made: created, fileSystem });
  const temporary = temporaryName(entry.path);
  await writeDurably({ path: temporary, content, fileSystem });
  staged.push({ entry, temporary, file: { ...file, bytes: content.length } });
}

async function commit(opened: Opened): Promise<void> {
  const { staged, partials, release, fileSystem } = opened;
  for (const { entry, temporary } of staged) await fileSystem.rename(temporary, entry.path);
  await closePartials(partials, { fileSystem, atLeast: Infinity });
  await removeLeftovers(opened);
  // Records come last: a file without a record reveals a commit that was cut short.
  await recordChecksums(staged, fileSystem);
  await release().catch(() => undefined);
}

async function rollback(opened: Opened, keep: 'partials' | 'nothing'): Promise<void> {
  const { staged, partials, created, release, fileSystem } = opened;
  for (const { temporary } of staged) await fileSystem.rm(temporary, { force: true }).catch(() => undefined);
  await closePartials(partials, { fileSystem, atLeast: keep === 'partials' ? MIN_KEPT_BYTES : Infinity });
  await release().catch(() => undefined);
  await removeFolders(created, fileSystem);
}

/** Creates the cache directory and takes the lock of the data set. */
async function lockSet(
  { directory, fileSystem, request }: Options,
  made: string[],
): Promise<() => Promise<void>> {
  for (let attempts = 0; ; attempts++) {
    await makeFolder({ path: directory, made, fileSystem });
    try {
      return await acquireLock({
        path: join(directory, `${request.set}.lock`),
        fileSystem,
        signal: request.signal,
      });
    } catch (error) {
      // Another process failed and removed the directory that it had created.
      if (attempts >= 10 || !isMissing(error)) throw error;
    }
  }
}

function withErrors(
  partial: PartialFile,
  attempt: <Result>(action: () => Promise<Result>) => Promise<Result>,
): PartialDownload {
  return {
    get bytes() {
      return partial.bytes;
    },
    get origin() {
      return partial.origin;
    },
    begin: (origin) => attempt(() => partial.begin(origin)),
    append: (chunk) => attempt(() => partial.append(chunk)),
    reset: () => attempt(() => partial.reset()),
    read: () => partial.read(),
  };
}

async function closePartials(
  partials: ReadonlyMap<string, PartialFile>,
  { fileSystem, atLeast }: { readonly fileSystem: FileSystem; readonly atLeast: number },
): Promise<void> {
  for (const [path, partial] of partials) {
    await partial.close().catch(() => undefined);
    if (partial.bytes < atLeast) await fileSystem.rm(path, { force: true }).catch(() => undefined);
  }
}

async function removeFolders(created: string[], fileSystem: FileSystem): Promise<void> {
  const deepestFirst = created.sort((a, b) => b.length - a.length);
  for (const path of deepestFirst) await fileSystem.rmdir(path).catch(() => undefined);
}

async function recordChecksums(staged: readonly Staged[], fileSystem: FileSystem): Promise<void> {
  const manifests = new Map<string, Record<string, ManifestEntry>>();
  for (const { entry, file } of staged) {
    const { mtimeMs } = await fileSystem.stat(entry.path);
    const entries = manifests.get(entry.folder) ?? {};
    const { bytes, sha256, vouchedBy } = file;
    entries[entry.name] = { bytes, modified: mtimeMs, sha256, vouchedBy };
    manifests.set(entry.folder, entries);
  }
  for (const [folder, entries] of manifests) await updateManifest({ folder, entries, fileSystem });
}

/** Removes what killed processes left in the folder of the data set. */
async function removeLeftovers({ directory, request, fileSystem }: Opened): Promise<void> {
  const folder = join(directory, request.set);
  const names = await fileSystem.readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names.filter((one) => one.endsWith(TEMPORARY_SUFFIX))) {
    await fileSystem.rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

async function withCacheErrors<Result>(
  directory: string,
  action: () => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  try {
    return await action();
  } catch (cause) {
    throw signal?.aborted ? cause : cacheFailure(directory, cause);
  }
}

/** The error for a failed write: `CACHE_FULL` or `CACHE_UNWRITABLE`, with advice. */
export function cacheFailure(directory: string, cause: unknown): DatasetError {
  if (cause instanceof DatasetError) return cause;
  const [code, advice] = adviceFor(cause);
  return new DatasetError(
    code,
    `The cache ${directory} cannot be written to (${reasonOf(cause)}). ${advice} with NN101_CACHE.`,
    { cause },
  );
}

function adviceFor(cause: unknown): [DatasetErrorCode, string] {
  switch (systemCode(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return ['CACHE_FULL', 'Free some space there, or choose another directory'];
    case 'EROFS':
      return ['CACHE_UNWRITABLE', 'That disk is read-only: choose another directory'];
    default:
      return isMissing(cause) && systemCode(cause) === 'ENOENT'
        ? ['CACHE_UNWRITABLE', 'It was removed in the meantime: load again, or choose another directory']
        : ['CACHE_UNWRITABLE', 'Fix its permissions, or choose another directory'];
  }
}

/** Fails immediately if the disk clearly lacks the space. @throws DatasetError `CACHE_FULL`. */
export async function requireSpace(request: {
  readonly directory: string;
  readonly bytes: number;
  readonly fileSystem: Pick<FileSystem, 'statfs'>;
}): Promise<void> {
  const { directory, bytes, fileSystem } = request;
  // Some file systems do not report this. Writing to them will fail instead.
  const disk = await fileSystem.statfs(directory).catch(() => undefined);
  if (disk === undefined || disk.blocks === 0) return;
  const free = disk.bavail * disk.bsize;
  if (free >= bytes) return;
  throw new DatasetError(
    'CACHE_FULL',
    `The cache ${directory} needs ${bytes} bytes for this set and has room for ${free}. ` +
      'Free some space there, or choose another directory with NN101_CACHE.',
  );
}
