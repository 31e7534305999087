// The directory of a run, from the claim to the moment when training begins. What is in it: run-files.ts.
import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CliError } from '../failure/cli-error.ts';
import { explainUnwritable, makeDirectory } from './write-file-atomic.ts';

/** Where a run goes. */
export interface RunDirectory {
  /** As the user named it, or as it was chosen. */
  readonly name: string;
  readonly path: string;
  /** Whether the claim made the directory. */
  readonly made: boolean;
  /** What to do where nothing can be written there, as a sentence. */
  readonly remedy: string;
}

const chooseOut = 'Choose another place with --out.';

/**
 * Makes the directory `name`, or takes it where it is empty, before any work is done. With `force` a run may be in it,
 * which stays until `emptyRunDirectory`. Throws `RUN_EXISTS` where something is in the way, `DIRECTORY_UNWRITABLE` where
 * nothing can be written.
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
    throw new CliError('RUN_EXISTS', `${name} holds "${foreign}", which is not part of a run. ${remedy}`);
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

/** Makes the first of `runs/<stem>-1`, `runs/<stem>-2`, … that is not there; two programs never get the same. */
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

/** Removes what a run left in its directory; the lock and anything else stay. */
export async function emptyRunDirectory(runDirectory: Omit<RunDirectory, 'made'>): Promise<void> {
  const { path } = runDirectory;
  await writing(runDirectory, async () => {
    const entries = (await readdir(path)).filter((entry) => isRunEntry(entry) && entry !== runFiles.lock);
    // Without its record the directory is no run any more, whatever happens to the rest.
    for (const entry of [runFiles.record, runFiles.unfinished, ...entries]) {
      await rm(join(path, entry), { recursive: true, force: true });
    }
  });
}

/** Takes the directory away again where the claim made it and nothing has been put into it. */
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
      ? `${name} holds a run that is not finished. Go on with it by --resume ${name}, choose another --out, or replace it with --force.`
      : `${name} holds a run already. Choose another --out, or replace it with --force.`,
  );
}

/** The entries of a directory; undefined where there is none. */
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

/** The names of a run's files and directories. */
export const runFiles = {
  /** Written last: a directory with it holds a finished run. */
  record: 'run.json',
  history: 'history.jsonl',
  model: 'model',
  report: 'report.html',
  /** Written first, removed at the end: what is needed to go on. */
  unfinished: 'unfinished.json',
  /** While a program trains in it. */
  lock: 'running.json',
  checkpoints: 'checkpoints',
} as const;

/** Log files by the word for their kind. */
export const logFiles = {
  jsonl: 'log.jsonl',
  csv: 'log.csv',
  // TensorBoard looks for this word in the name.
  tensorboard: 'events.out.tfevents.1.nn101',
} as const;

/** A kind of log file. */
export type LogKind = keyof typeof logFiles;

const names: readonly string[] = [...Object.values(runFiles), ...Object.values(logFiles)];

/** Whether an entry of a directory belongs to a run; half-written files do. */
export function isRunEntry(entry: string): boolean {
  return (
    names.includes(entry) || names.some((name) => entry.startsWith(`${name}.`) && entry.endsWith('.tmp'))
  );
}

/** What operating systems put into directories by themselves. */
const systemFiles = /^(\.DS_Store|\._.*|\.localized|\.directory|Thumbs\.db|ehthumbs\.db|desktop\.ini)$/i;

/** Whether an entry was put there by the operating system, so that it is in nobody's way. */
export function isSystemFile(entry: string): boolean {
  return systemFiles.test(entry);
}
