// The manifest of a set's folder on disk. What it says: ./manifest.ts.
import { join } from 'node:path';
import type { FileSystem } from './file-system.ts';
import { formatManifest, MANIFEST, type Manifest, parseManifest } from './manifest.ts';

/** The manifest of a set's folder; empty where there is none or it cannot be read. */
export async function readManifest(folder: string, fileSystem: FileSystem): Promise<Manifest> {
  try {
    return parseManifest(await fileSystem.readFile(join(folder, MANIFEST), 'utf8'));
  } catch {
    return {};
  }
}

/** Replaces entries of the manifest, atomically. */
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

/** End of the names of files that are not complete. */
export const PARTIAL = '.part';

/** A name beside `path` that no other process uses. */
export function temporaryName(path: string): string {
  return `${path}.${crypto.randomUUID()}${PARTIAL}`;
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
