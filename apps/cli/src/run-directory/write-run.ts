// Writes a run directory all at once: into a neighbour, which is then renamed. A directory that bears the
// final name is complete; an interrupted one never does. Reading: `read-run.ts`.
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError } from '../failure/cli-error.ts';
import { makeDirectory } from './make-directory.ts';
import { sayWhyUnwritable } from './why-unwritable.ts';

/** The entries of a run directory. */
export const runEntries = ['run.json', 'history.jsonl', 'model', 'report.html'] as const;

/** Where a run will go. */
export interface RunPlace {
  /** As the user named it, or as it was chosen. */
  readonly name: string;
  readonly path: string;
  readonly replaces: boolean;
}

/**
 * Finds out, before any work is done, whether the run can be written to `name`.
 * Throws `RUN_EXISTS` where something is in the way, `DIRECTORY_UNWRITABLE` where nothing can be written.
 */
export async function claimRunPlace(options: {
  name: string;
  directory: string;
  force: boolean;
}): Promise<RunPlace> {
  const path = resolve(options.directory, options.name);
  const present = await entriesOf(path, options.name);
  const foreign = present.filter((entry) => !(runEntries as readonly string[]).includes(entry));
  if (foreign.length > 0) {
    throw new CliError(
      'RUN_EXISTS',
      `${options.name} holds "${foreign[0]}", which is not part of a run. Choose another --out.`,
    );
  }
  if (present.length > 0 && !options.force) {
    throw new CliError(
      'RUN_EXISTS',
      `${options.name} holds a run already. Choose another --out, or replace it with --force.`,
    );
  }
  await probe(path, options.name);
  return { name: options.name, path, replaces: present.length > 0 };
}

/** The first of `runs/<stem>-1`, `runs/<stem>-2`, … that is free. */
export async function freeRunName(stem: string, directory: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = join('runs', `${stem}-${n}`);
    const entries = await entriesOf(resolve(directory, name), name);
    if (entries.length === 0) return name;
  }
}

/**
 * Lets `fill` write into a new directory and puts it in place when that is done.
 * Nothing is left behind when `fill` throws; then a run that was to be replaced is still there.
 */
export async function writeRun(place: RunPlace, fill: (directory: string) => Promise<void>): Promise<void> {
  const unfinished = unfinishedPath(place.path);
  try {
    await makeDirectory(dirname(place.path));
    await mkdir(unfinished);
    await fill(unfinished);
    if (place.replaces) await replace(unfinished, place.path);
    else await rename(unfinished, place.path);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw sayWhyUnwritable(error, { name: place.name, code: 'DIRECTORY_UNWRITABLE', option: '--out' });
  }
}

/** The old run is only set aside until the new one stands in its place. */
async function replace(unfinished: string, path: string): Promise<void> {
  const aside = `${unfinished}-replaced`;
  await rename(path, aside);
  try {
    await rename(unfinished, path);
  } catch (error) {
    await rename(aside, path);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** Writes one text file of a run. */
export async function writeRunFile(directory: string, name: string, text: string): Promise<void> {
  await writeFile(join(directory, name), text);
}

function unfinishedPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.unfinished-${process.pid}`);
}

async function entriesOf(path: string, name: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw sayWhyUnwritable(error, { name, code: 'DIRECTORY_UNWRITABLE', option: '--out' });
  }
}

async function probe(path: string, name: string): Promise<void> {
  const unfinished = unfinishedPath(path);
  try {
    await makeDirectory(dirname(path));
    await mkdir(unfinished);
    await rmdir(unfinished);
  } catch (error) {
    throw sayWhyUnwritable(error, { name, code: 'DIRECTORY_UNWRITABLE', option: '--out' });
  }
}
