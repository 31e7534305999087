// `nn101 datasets list` and `info`: what is known about the data sets.

import { type DatasetDescriptor, type DatasetName, datasetPath, datasets } from '@nn101/datasets';
import { nn101 } from '../command-line/nn101-command.ts';
import { paintFor, type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { byteSize } from '../text/quantities.ts';
import { table } from '../text/table.ts';
import type { DatasetsOptions } from './cache-commands.ts';
import { cachedState } from './cache-directory.ts';

/** Prints one line for each data set. */
export async function printList({ json }: DatasetsOptions, terminal: Terminal): Promise<void> {
  const all = Object.values(datasets);
  const states = await Promise.all(all.map(cachedState));
  if (json) {
    all.forEach((descriptor, i) => {
      writeEvent(terminal.stdout, 'dataset', { ...factsOf(descriptor), cache: states[i] });
    });
    writeEvent(terminal.stdout, 'result', { datasets: all.map(({ name }) => name) });
    return;
  }
  const rows = all.map((descriptor, i) => [
    descriptor.name,
    descriptor.counts.train,
    descriptor.counts.test,
    descriptor.imageShape.join('x'),
    descriptor.classNames.length,
    byteSize(contentBytes(descriptor)),
    states[i],
    descriptor.title,
  ]);
  const heading = ['name', 'training', 'test', 'image', 'classes', 'on disk', 'cache', 'what it is'];
  writeLine(terminal.stdout, table([heading, ...rows]));
  const { dim } = paintFor(terminal.stdout);
  writeLine(terminal.stdout, dim(`\nWithout a download: ${nn101('train mnist-basic --dataset synthetic')}`));
}

/** Prints everything known about one data set. */
export async function printInfo(
  name: DatasetName,
  { json }: DatasetsOptions,
  terminal: Terminal,
): Promise<void> {
  const descriptor = datasets[name];
  const cache = await cachedState(descriptor);
  if (json) {
    writeEvent(terminal.stdout, 'result', { ...factsOf(descriptor), cache });
    return;
  }
  const { counts, imageShape, classNames, mean, standardDeviation, licence, citation, homepage, notes } =
    descriptor;
  const facts: [string, string][] = [
    ['what it is', descriptor.title],
    ['images', `${counts.train.toLocaleString('en')} training, ${counts.test.toLocaleString('en')} test`],
    ['shape', imageShape.join(' x ')],
    ['classes', classNames.join(', ')],
    ['mean', mean.join(', ')],
    ['deviation', standardDeviation.join(', ')],
    ['licence', licence],
    ['citation', citation],
    ['homepage', homepage],
    ...notes.map((note): [string, string] => ['note', note]),
    ['cache', `${cache}, ${datasetPath(name)}`],
    ...descriptor.origins.map(({ url }, i): [string, string] => [i === 0 ? 'origins' : '', url]),
  ];
  const { bold, dim } = paintFor(terminal.stdout);
  writeLine(terminal.stdout, bold(name));
  for (const [key, value] of facts) writeLine(terminal.stdout, `${dim(key.padEnd(10))}  ${value}`);
  writeLine(terminal.stdout, `\n${table(fileRows(descriptor))}`);
}

function fileRows(descriptor: DatasetDescriptor): string[][] {
  const files = descriptor.downloads.flatMap(({ contents }) => contents);
  const rows = files.map(({ name, bytes, sha256 }) => [name, byteSize(bytes), sha256 ?? 'not published']);
  return [['file', 'size', 'sha256 of the uncompressed content'], ...rows];
}

function contentBytes(descriptor: DatasetDescriptor): number {
  const files = descriptor.downloads.flatMap(({ contents }) => contents);
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The descriptor and its path. As JSON, the descriptor's parsers are left out. */
function factsOf(descriptor: DatasetDescriptor) {
  return { ...descriptor, path: datasetPath(descriptor.name) };
}
