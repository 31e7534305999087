// `nn101 datasets`: what there is, and what the cache holds of it. The work is done by @nn101/datasets.
import { type DatasetName, datasetPath } from '@nn101/datasets';
import type { Command } from 'commander';
import { clear, download, verify } from '../data/cache-commands.ts';
import { printInfo, printList } from '../data/describe-data.ts';
import { publicDataName } from '../data/public-data-name.ts';
import { examples } from '../options/examples.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';

/** Options of each of the commands. */
export interface DatasetsOptions {
  readonly offline?: boolean;
  readonly json?: boolean;
}

type Action = (name: DatasetName, options: DatasetsOptions, terminal: Terminal) => Promise<void>;

/** Adds the commands. */
export function addDatasets(program: Command, terminal: Terminal): void {
  const group = program.command('datasets').description('The public data sets: get, check, find, remove.');
  examples(group, [
    ['nn101 datasets list', 'all three, and what is here already'],
    ['nn101 datasets download mnist', 'fetch it once, use it offline'],
    ['nn101 datasets verify mnist', 'compare every byte with the published checksums'],
  ]);
  group
    .command('list')
    .description('Every data set, and whether it is in the cache.')
    .option('--json', 'print JSON lines: events dataset and result')
    .action((options: DatasetsOptions) => printList(options, terminal));
  const add = (word: string, description: string, action: Action) =>
    group
      .command(`${word} <name>`)
      .description(description)
      .option('--json', 'print one JSON line')
      .action((name: string, options: DatasetsOptions) => action(publicDataName(name), options, terminal));
  add('info', 'Classes, sizes, checksums, origins, licence, citation.', printInfo);
  add('download', 'Fetch a data set into the cache, verified.', download).option(
    '--offline',
    'use no network',
  );
  add('verify', 'Read every cached file and compare its checksum.', verify);
  add('path', 'Where the cached files of a data set lie.', printPath);
  add('clear', 'Delete the cached files of a data set.', clear);
}

async function printPath(name: DatasetName, { json }: DatasetsOptions, terminal: Terminal): Promise<void> {
  const path = datasetPath(name);
  if (json) writeEvent(terminal.stdout, 'result', { name, path });
  else writeLine(terminal.stdout, path);
}
