// `nn101 datasets download`, `verify` and `clear`: the commands that change the cache.
import {
  cacheDirectory,
  clearDataset,
  type DatasetName,
  datasetPath,
  datasets,
  type Verification,
  verifyDataset,
} from '@nn101/datasets';
import { nn101 } from '../command-line/nn101-command.ts';
import { oneOf } from '../command-line/option-values.ts';
import { CliError } from '../failure/cli-error.ts';
import { liveLine } from '../progress/live-line.ts';
import { downloadLine } from '../progress/progress-bars.ts';
import { paintFor, type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { byteSize, pluralize } from '../text/quantities.ts';
import { table } from '../text/table.ts';
import { cachedState } from './cache-directory.ts';
import { loadCourseData } from './course-data.ts';

/** Options that all `datasets` commands accept. */
export interface DatasetsOptions {
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** Downloads a data set into the cache by loading it. Throws what `loadDataset` throws. */
export async function download(
  name: DatasetName,
  options: DatasetsOptions,
  terminal: Terminal,
): Promise<void> {
  const { verified, train, test, notes } = await loadCourseData(name, { terminal, offline: options.offline });
  const path = datasetPath(name);
  const [trainingImages, testImages] = [train.shape[0], test.shape[0]];
  if (options.json) {
    writeEvent(terminal.stdout, 'result', { name, verified, trainingImages, testImages, path, notes });
    return;
  }
  writeLine(
    terminal.stdout,
    `${name}: ${pluralize(trainingImages, 'training image')} and ${pluralize(testImages, 'test image')}, ` +
      `${verified === 'official' ? 'verified against the published checksums' : "verified against the mirror's own checksums only"}, in ${path}`,
  );
  for (const note of notes) writeLine(terminal.stdout, paintFor(terminal.stdout).dim(note));
}

/** Deletes the cached files of a data set. */
export async function clear(name: DatasetName, options: DatasetsOptions, terminal: Terminal): Promise<void> {
  const cleared = await clearDataset(name);
  if (options.json) writeEvent(terminal.stdout, 'result', { name, ...cleared });
  else if (cleared.files === 0) writeLine(terminal.stdout, `${name} was not in the cache.`);
  else writeLine(terminal.stdout, `Deleted ${name} from the cache, which frees ${byteSize(cleared.bytes)}.`);
}

/**
 * Verifies and repairs one data set, or without a name every one that is at least partly cached. Throws what
 * `loadDataset` throws if a damaged file can't be downloaded again, and `DATA_DAMAGED` if the named data set is not
 * in the cache.
 */
export async function verify(
  name: DatasetName | undefined,
  options: DatasetsOptions,
  terminal: Terminal,
): Promise<void> {
  const found = name === undefined ? await cachedNames() : [name];
  if (name !== undefined && (await cachedState(datasets[name])) === 'absent') {
    throw new CliError(
      'DATA_DAMAGED',
      `${name} is not in the cache. Download it with: ${nn101(`datasets download ${name}`)}`,
    );
  }
  const verified: Verification[] = [];
  for (const each of found) {
    const verification = await repair(each, options, terminal);
    verified.push(verification);
    if (!options.json) print(verification, terminal);
    else writeEvent(terminal.stdout, name === undefined ? 'dataset' : 'result', { ...verification });
  }
  if (name !== undefined) return;
  if (options.json) writeEvent(terminal.stdout, 'result', { datasets: verified.map((each) => each.name) });
  else if (verified.length === 0)
    writeLine(terminal.stdout, `The cache ${cacheDirectory()} contains no data sets.`);
}

async function cachedNames(): Promise<DatasetName[]> {
  const all = Object.values(datasets);
  const states = await Promise.all(all.map(cachedState));
  return all.filter((_, i) => states[i] !== 'absent').map((descriptor) => descriptor.name);
}

async function repair(
  name: DatasetName,
  options: DatasetsOptions,
  terminal: Terminal,
): Promise<Verification> {
  const line = liveLine(terminal.stderr, terminal.now);
  const paint = paintFor(terminal.stderr);
  try {
    return await verifyDataset(name, {
      repair: true,
      offline: options.offline,
      signal: terminal.signal,
      onProgress: (progress) =>
        line.show(() => downloadLine(progress, { columns: terminal.stderr.columns(), paint })),
    });
  } finally {
    line.clear();
  }
}

function print({ files, repaired }: Verification, terminal: Terminal): void {
  const stateOf = (file: string, state: string) =>
    repaired.includes(file) ? `was damaged or missing, now ${state}` : state;
  const rows = files.map(({ file, state, bytes }) => [file, stateOf(file, state), byteSize(bytes)]);
  writeLine(terminal.stdout, table([['file', 'state', 'size'], ...rows]));
  const paint = paintFor(terminal.stdout);
  for (const file of repaired) writeLine(terminal.stdout, paint.dim(`Repaired ${file}`));
}

/** Checks the name of a data set that can be downloaded. Throws `USAGE`. */
export function publicDataName(word: string): DatasetName {
  if (word === 'synthetic') {
    throw new CliError(
      'USAGE',
      'Synthetic digits are drawn when needed and never stored, so there is nothing to manage.',
    );
  }
  return oneOf(word, 'data set', Object.keys(datasets) as DatasetName[]);
}
