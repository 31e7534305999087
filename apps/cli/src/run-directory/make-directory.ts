// A directory and its parents. Node's own `recursive` never returns where a parent exists but takes no entries,
// as on /proc.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the directory and what is missing above it. Throws the system's error of the first that can't be made. */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path);
  }
}
