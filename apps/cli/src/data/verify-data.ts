// What `nn101 datasets verify` does: every cached byte is read, and what is damaged or missing is fetched again.

import {
  cacheDirectory,
  type DatasetName,
  datasets,
  type Verification,
  verifyDataset,
} from '@nn101/datasets';
import { nn101 } from '../command-line/nn101-command.ts';
import type { DatasetsOptions } from '../commands/datasets.ts';
import { CliError } from '../failure/cli-error.ts';
import { downloadLine } from '../progress/download-progress.ts';
import { liveLine } from '../progress/live-line.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { paintFor } from '../terminal/paint.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { byteSize } from '../text/quantities.ts';
import { table } from '../text/table.ts';
import { cachedState } from './cached-state.ts';

/**
 * Verifies and mends one set, or without a name all that the cache has something of. Throws what `loadDataset` throws
 * where a damaged file can't be had again, and `DATA_DAMAGED` where the named set is not in the cache.
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
      `${name} is not in the cache. Get it with: ${nn101(`datasets download ${name}`)}`,
    );
  }
  const verified: Verification[] = [];
  for (const each of found) {
    const verification = await mend(each, options, terminal);
    verified.push(verification);
    if (!options.json) print(verification, terminal);
    else writeEvent(terminal.stdout, name === undefined ? 'dataset' : 'result', { ...verification });
  }
  if (name !== undefined) return;
  if (options.json) writeEvent(terminal.stdout, 'result', { datasets: verified.map((each) => each.name) });
  else if (verified.length === 0)
    writeLine(terminal.stdout, `The cache ${cacheDirectory()} has no data set.`);
}

async function cachedNames(): Promise<DatasetName[]> {
  const all = Object.values(datasets);
  const states = await Promise.all(all.map(cachedState));
  return all.filter((_, i) => states[i] !== 'absent').map((descriptor) => descriptor.name);
}

async function mend(name: DatasetName, options: DatasetsOptions, terminal: Terminal): Promise<Verification> {
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
