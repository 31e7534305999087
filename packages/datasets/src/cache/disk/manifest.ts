// What the directory cache records about each file, so that loading does not hash 184 MB again, and where the files
// are. A file whose size or time differs from the record is hashed again, so a stale manifest does no harm.
import { join } from 'node:path';
import { type FileSystem, temporaryName, writeDurably } from './file-system.ts';

/** What was recorded when the file was verified. */
export interface ManifestEntry {
  readonly bytes: number;
  /** Modification time in milliseconds, as the file system reports it. */
  readonly modified: number;
  readonly sha256: string;
  readonly vouchedBy?: string;
}

/** The records of one data set, by content name. */
export type Manifest = Readonly<Record<string, ManifestEntry>>;

/** Where a cached file lies on disk. */
export interface EntryLocation {
  /** The folder of the data set. */
  readonly folder: string;
  /** The key without its data set: the name of the file in the manifest. */
  readonly name: string;
  readonly path: string;
}

/** The location of the file with this key, `<set>/<content name>`. */
export function locateEntry(directory: string, key: string): EntryLocation {
  const [set, ...names] = key.split('/');
  return { folder: join(directory, set), name: names.join('/'), path: join(directory, set, ...names) };
}

/** File name of the manifest in the folder of a data set. */
export const MANIFEST = 'verified.json';

/** Parses a manifest. Anything else counts as an empty one. */
export function parseManifest(text: string): Manifest {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, entry]) => isManifestEntry(entry)));
  } catch {
    return {};
  }
}

/** Formats a manifest as text. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function isManifestEntry(value: unknown): value is ManifestEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'bytes' in value &&
    typeof value.bytes === 'number' &&
    'modified' in value &&
    typeof value.modified === 'number' &&
    'sha256' in value &&
    typeof value.sha256 === 'string' &&
    (!('vouchedBy' in value) || typeof value.vouchedBy === 'string')
  );
}

/** Reads the manifest of a folder. A missing or unreadable one counts as empty. */
export async function readManifest(folder: string, fileSystem: FileSystem): Promise<Manifest> {
  try {
    return parseManifest(await fileSystem.readFile(join(folder, MANIFEST), 'utf8'));
  } catch {
    return {};
  }
}

/** Replaces entries of a manifest atomically. */
export async function updateManifest(update: {
  readonly folder: string;
  readonly entries: Manifest;
  readonly fileSystem: FileSystem;
}): Promise<void> {
  const { folder, entries, fileSystem } = update;
  const text = formatManifest({ ...(await readManifest(folder, fileSystem)), ...entries });
  const temporary = temporaryName(join(folder, MANIFEST));
  try {
    await writeDurably({ path: temporary, content: new TextEncoder().encode(text), fileSystem });
    await fileSystem.rename(temporary, join(folder, MANIFEST));
  } catch (error) {
    await fileSystem.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
