// What `nn101 datasets download` and `clear` do. Verifying: ./verify-data.ts.

import { clearDataset, type DatasetName, datasetPath } from '@nn101/datasets';
import type { DatasetsOptions } from '../commands/datasets.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { paintFor } from '../terminal/paint.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { counted } from '../text/counted.ts';
import { byteSize } from '../text/quantities.ts';
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
  writeLine(
    terminal.stdout,
    `${name}: ${counted(trainingImages, 'training image')} and ${counted(testImages, 'test image')}, ` +
      `${verified === 'official' ? 'checksums as published' : "checked against the mirror's own sums only"}, in ${path}`,
  );
  for (const note of notes) writeLine(terminal.stdout, paintFor(terminal.stdout).dim(note));
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
