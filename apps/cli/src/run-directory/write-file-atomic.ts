// Writes files atomically: a file is complete or absent, even if the program is killed. Also creates directories, and
// explains why something can't be written.
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CliError, type CliErrorCode } from '../failure/cli-error.ts';

/** Writes the file of `--out`. An existing file stays until the new one is complete. Throws `FILE_UNWRITABLE`. */
export async function writeFileAtomic(file: {
  name: string;
  directory: string;
  text: string;
}): Promise<void> {
  const path = resolve(file.directory, file.name);
  const unfinished = `${path}.unfinished-${process.pid}`;
  try {
    await writeFile(unfinished, file.text);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw explainUnwritable(error, {
      name: file.name,
      code: 'FILE_UNWRITABLE',
      remedy: 'Choose another path with --out.',
    });
  }
}

/** Writes a file of a run: to a temporary file, flushed to disk, then renamed. Throws the system's error. */
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

/** Creates a directory and its parents. Throws the system's error for the first that can't be created. */
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

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'part of the path is a file',
  EEXIST: 'something with that name already exists',
  ENOTEMPTY: 'something with that name already exists',
  EISDIR: 'it is a directory',
  ENOENT: "the directory does not exist and can't be created",
  ENAMETOOLONG: 'the name is too long',
};

/** Names what could not be written and why. Returns errors that are not system errors unchanged. */
export function explainUnwritable(
  error: unknown,
  target: { name: string; code: CliErrorCode; remedy: string },
): unknown {
  const system = systemErrorCode(error);
  if (system === undefined) return error;
  const reason = reasons[system] ?? system;
  const remedy =
    system === 'ENOSPC' || system === 'EDQUOT' ? `Free some disk space. Or: ${target.remedy}` : target.remedy;
  return new CliError(target.code, `${target.name} can't be written: ${reason}. ${remedy}`, { cause: error });
}

/** The code of a system error, or of the one that caused it, since the packages wrap theirs. */
function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('syscall' in error && 'code' in error && typeof error.code === 'string') return error.code;
  return error.cause === error ? undefined : systemErrorCode(error.cause);
}
