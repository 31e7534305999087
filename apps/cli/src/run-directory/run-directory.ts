// A run's directory and the names of its files: claimed before training, emptied when training starts, released if
// nothing was written.
import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CliError } from '../failure/cli-error.ts';
import { explainUnwritable, makeDirectory } from './write-file-atomic.ts';

/** The directory of a run. */
export interface RunDirectory {
  /** As the user named it, or as the program chose it. */
  readonly name: string;
  readonly path: string;
  /** Whether claiming created the directory. */
  readonly made: boolean;
  /** A sentence that says what to do if the directory can't be written. */
  readonly remedy: string;
}

const chooseOut = 'Choose another path with --out.';

/**
 * Creates the directory `name`, or accepts it if it is empty, before any other work. With `force` it may contain a
 * run, which stays until `emptyRunDirectory`. Throws `RUN_EXISTS` if other files are in the way, and
 * `DIRECTORY_UNWRITABLE`.
 */
export async function claimRunDirectory(options: {
  name: string;
  directory: string;
  force: boolean;
  remedy?: string;
}): Promise<RunDirectory> {
  const { name, remedy = chooseOut } = options;
  const path = resolve(options.directory, name);
  const runDirectory = { name, path, remedy };
  const present = (await entriesOf(path, runDirectory))?.filter((entry) => !isSystemFile(entry));
  const foreign = present?.find((entry) => !isRunEntry(entry));
  if (foreign !== undefined) {
    throw new CliError('RUN_EXISTS', `${name} contains "${foreign}", which is not part of a run. ${remedy}`);
  }
  if (present !== undefined && present.length > 0 && !options.force) throw runExists(name, present);
  const claimed = { ...runDirectory, made: present === undefined };
  await writing(runDirectory, async () => {
    await makeDirectory(path);
    await probe(path);
  }).catch(async (error) => {
    await releaseRunDirectory(claimed);
    throw error;
  });
  return claimed;
}

/**
 * Creates the first of `runs/<stem>-1`, `runs/<stem>-2`, … that does not exist. Two programs never get the same one.
 */
export async function claimNextRunDirectory(stem: string, directory: string): Promise<RunDirectory> {
  for (let n = 1; ; n++) {
    const name = join('runs', `${stem}-${n}`);
    const path = resolve(directory, name);
    const runDirectory = { name, path, remedy: chooseOut };
    const made = await writing(runDirectory, async () => {
      await makeDirectory(dirname(path));
      return await mkdir(path).then(
        () => true,
        (error) => {
          if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
          throw error;
        },
      );
    });
    if (made) return { ...runDirectory, made };
  }
}

/** Deletes the files of a run from its directory. The lock and all other files stay. */
export async function emptyRunDirectory(runDirectory: Omit<RunDirectory, 'made'>): Promise<void> {
  const { path } = runDirectory;
  await writing(runDirectory, async () => {
    const entries = (await readdir(path)).filter((entry) => isRunEntry(entry) && entry !== runFiles.lock);
    // Delete the record first: without it the directory no longer counts as a run, even if the rest fails.
    for (const entry of [runFiles.record, runFiles.unfinished, ...entries]) {
      await rm(join(path, entry), { recursive: true, force: true });
    }
  });
}

/** Deletes the directory if claiming created it and it is still empty. */
export async function releaseRunDirectory({
  path,
  made,
}: Pick<RunDirectory, 'path' | 'made'>): Promise<void> {
  if (made) await rmdir(path).catch(() => undefined);
}

function runExists(name: string, entries: readonly string[]): CliError {
  const isUnfinished = entries.includes(runFiles.unfinished) && !entries.includes(runFiles.record);
  return new CliError(
    'RUN_EXISTS',
    isUnfinished
      ? `${name} contains an unfinished run. Resume it with --resume ${name}, choose another --out, or replace it with --force.`
      : `${name} already contains a run. Choose another --out, or replace it with --force.`,
  );
}

/** The entries of a directory; undefined if it does not exist. */
async function entriesOf(
  path: string,
  runDirectory: Pick<RunDirectory, 'name' | 'remedy'>,
): Promise<string[] | undefined> {
  try {
    return await readdir(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw explainUnwritable(error, { ...runDirectory, code: 'DIRECTORY_UNWRITABLE' });
  }
}

async function probe(path: string): Promise<void> {
  const file = join(path, runFiles.lock);
  if ((await readdir(path)).includes(runFiles.lock)) return;
  await writeFile(file, '');
  await rm(file);
}

async function writing<T>(
  runDirectory: Pick<RunDirectory, 'name' | 'remedy'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainUnwritable(error, { ...runDirectory, code: 'DIRECTORY_UNWRITABLE' });
  }
}

/** The files and directories of a run. */
export const runFiles = {
  /** Written last: a directory with this file holds a finished run. */
  record: 'run.json',
  history: 'history.jsonl',
  model: 'model',
  report: 'report.html',
  /** Written first and deleted at the end: the settings needed to resume. */
  unfinished: 'unfinished.json',
  /** Exists while a program trains in the directory. */
  lock: 'running.json',
  checkpoints: 'checkpoints',
} as const;

/** Log files by kind. */
export const logFiles = {
  jsonl: 'log.jsonl',
  csv: 'log.csv',
  // TensorBoard only reads files with "tfevents" in their name.
  tensorboard: 'events.out.tfevents.1.nn101',
} as const;

/** A kind of log file. */
export type LogKind = keyof typeof logFiles;

const names: readonly string[] = [...Object.values(runFiles), ...Object.values(logFiles)];

/** Whether a directory entry belongs to a run, including half-written files. */
export function isRunEntry(entry: string): boolean {
  return (
    names.includes(entry) || names.some((name) => entry.startsWith(`${name}.`) && entry.endsWith('.tmp'))
  );
}

/** Files that operating systems create by themselves. */
const systemFiles = /^(\.DS_Store|\._.*|\.localized|\.directory|Thumbs\.db|ehthumbs\.db|desktop\.ini)$/i;

/** Whether the operating system created an entry, which may therefore be ignored. */
export function isSystemFile(entry: string): boolean {
  return systemFiles.test(entry);
}
