// A file that is there whole or not at all. Node only.
import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes beside the target, to the disk, then renames over it: whoever reads sees the old content or the new.
 * Nothing is left behind where writing fails.
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
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
