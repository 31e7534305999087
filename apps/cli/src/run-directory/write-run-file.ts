// One file of a run, there as a whole or not at all, also when the program is killed.
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes beside the file, to the disk, then renames over it. Throws the system's error. */
export async function writeRunFile(
  directory: string,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  const path = join(directory, name);
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
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
