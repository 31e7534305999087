// A file that is there whole or not at all. Node only.
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

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
