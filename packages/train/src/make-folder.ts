// Makes a folder and what is missing above it. Node only. Node's own `recursive` never returns where a parent exists
// but takes no entries, as on /proc (Node 20).
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** @throws the system's error of the first folder that can't be made */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path).catch(unlessMadeMeanwhile);
  }
}

function unlessMadeMeanwhile(error: unknown): void {
  if (systemCode(error) !== 'EEXIST') throw error;
}

function systemCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
