// What `nn101 datasets download`, `verify` and `clear` do.
import {
  clearDataset,
  type DatasetName,
  datasetPath,
  type VerifiedFile,
  verifyDataset,
} from '@nn101/datasets';
import type { DatasetsOptions } from '../commands/datasets.ts';
import { CliError } from '../failure/cli-error.ts';
import { byteSize } from '../progress/byte-size.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { paintFor } from '../terminal/paint.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { table } from '../text/table.ts';
import { loadCourseData } from './course-data.ts';

/** Loads a set, and so leaves it in the cache. Throws what `loadDataset` throws. */
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
  const count = (images: number) => images.toLocaleString('en');
  writeLine(
    terminal.stdout,
    `${name}: ${count(trainingImages)} training and ${count(testImages)} test images, ` +
      `${verified === 'official' ? 'checksums as published' : "checked against the mirror's own sums only"}, in ${path}`,
  );
  for (const note of notes) writeLine(terminal.stdout, paintFor(terminal.stdout).dim(note));
}

/** Compares the cached files with their checksums. Throws `DATA_DAMAGED` where a file is damaged or missing. */
export async function verify(name: DatasetName, options: DatasetsOptions, terminal: Terminal): Promise<void> {
  const { ok, files, location } = await verifyDataset(name);
  if (options.json) writeEvent(terminal.stdout, 'result', { name, ok, location, files });
  else writeLine(terminal.stdout, table([['file', 'state', 'size'], ...files.map(rowOf)]));
  if (ok) return;
  const missing = files.filter(({ state }) => state === 'missing');
  const damaged = files.filter(({ state }) => state === 'damaged').map(({ file }) => file);
  if (missing.length === files.length) {
    throw new CliError(
      'DATA_DAMAGED',
      `${name} is not in the cache. Get it with: nn101 datasets download ${name}`,
    );
  }
  const broken = damaged.length > 0 ? `${damaged.join(', ')} is damaged` : `${missing[0].file} is missing`;
  throw new CliError(
    'DATA_DAMAGED',
    `${broken}. Mend it with: nn101 datasets clear ${name} && nn101 datasets download ${name}`,
  );
}

function rowOf({ file, state, bytes }: VerifiedFile): string[] {
  return [file, state, state === 'missing' ? '' : byteSize(bytes)];
}

/** Deletes the cached files of a set. */
export async function clear(name: DatasetName, options: DatasetsOptions, terminal: Terminal): Promise<void> {
  const cleared = await clearDataset(name);
  if (options.json) writeEvent(terminal.stdout, 'result', { name, ...cleared });
  else if (cleared.files === 0) writeLine(terminal.stdout, `${name} was not in the cache.`);
  else
    writeLine(
      terminal.stdout,
      `${name} is no longer in the cache; ${byteSize(cleared.bytes)} are free again.`,
    );
}
