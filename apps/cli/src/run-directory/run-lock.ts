// Lets only one program at a time train in a run directory; two would overwrite each other's checkpoints.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../failure/cli-error.ts';
import { runFiles } from './run-directory.ts';

interface Holder {
  readonly process: number;
  readonly host: string;
}

/**
 * Locks the directory for this process and returns a function that unlocks it. The lock of a killed program is
 * ignored. Throws `RUN_BUSY` if another process trains in it, or the system's error.
 */
export async function lockRun(runDirectory: { name: string; path: string }): Promise<() => Promise<void>> {
  const file = join(runDirectory.path, runFiles.lock);
  const holder: Holder = { process: process.pid, host: hostname() };
  const other = await readHolder(file);
  if (other !== undefined && isRunning(other)) {
    throw new CliError(
      'RUN_BUSY',
      `${runDirectory.name} is being trained by process ${other.process}. Wait for it or stop it; if that process is something else, remove ${join(runDirectory.name, runFiles.lock)}.`,
    );
  }
  await writeFile(file, `${JSON.stringify(holder)}\n`);
  return () => rm(file, { force: true });
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** A process on another machine can't be checked, and a restarted container has a new host name. */
function isRunning({ process: id, host }: Holder): boolean {
  if (host !== hostname() || id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
