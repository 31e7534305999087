// `nn101 datasets`: lists, downloads, verifies, previews and deletes data sets. The work is done in `data/`.
import { type DatasetName, datasetPath } from '@nn101/datasets';
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import { wholeNumber } from '../command-line/option-values.ts';
import type { DatasetsOptions } from '../data/cache-commands.ts';
import { clear, download, publicDataName, verify } from '../data/cache-commands.ts';
import { printInfo, printList } from '../data/describe-data.ts';
import type { PreviewOptions } from '../data/preview-data.ts';
import { type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';

type Action = (name: DatasetName, options: DatasetsOptions, terminal: Terminal) => Promise<void>;

/** Adds the commands. */
export function addDatasets(program: Command, terminal: Terminal): void {
  const group = program
    .command('datasets')
    .description('Download, verify, find and delete the public data sets.');
  examples(group, [
    ['nn101 datasets list', 'all data sets, and which are cached'],
    ['nn101 datasets download mnist', 'download it once, use it offline'],
    ['nn101 datasets verify', 'compare every cached byte with the published checksums, and repair'],
    ['nn101 datasets preview cifar-10 --augment flip,crop:4', 'see what an augmentation does'],
  ]);
  group
    .command('list')
    .description('List all data sets, and whether they are in the cache.')
    .option('--json', 'print JSON lines: events dataset and result')
    .action((options: DatasetsOptions) => printList(options, terminal));
  const add = (word: string, description: string, action: Action) =>
    group
      .command(`${word} <name>`)
      .description(description)
      .option('--json', 'print one JSON line')
      .action((name: string, options: DatasetsOptions) => action(publicDataName(name), options, terminal));
  add('info', 'Print classes, sizes, checksums, origins, licence and citation.', printInfo);
  add('download', 'Download a data set into the cache, and verify it.', download).option(
    '--offline',
    'work without network access',
  );
  group
    .command('verify [name]')
    .description('Verify every cached byte against the checksums, and download damaged files again.')
    .option('--offline', 'repair from mirror directories only')
    .option('--json', 'print JSON lines')
    .action((name: string | undefined, options: DatasetsOptions) =>
      verify(name === undefined ? undefined : publicDataName(name), options, terminal),
    );
  add('path', 'Print the directory of a data set in the cache.', printPath);
  add('clear', 'Delete the cached files of a data set.', clear);
  addPreview(group, terminal);
}

function addPreview(group: Command, terminal: Terminal): void {
  const count = (flag: string) => wholeNumber(flag, { minimum: 1, maximum: 100 });
  const seed = wholeNumber('--seed', { minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
  const command = group
    .command('preview <name>')
    .description('Show training images and augmented variants of them.')
    .option(
      '--augment <steps>',
      'flip, crop:4, shift:0.1, rotate:10, zoom:0.1, shear:10, cutout:8, erase, mixup:0.2',
      'none',
    )
    .option('--images <count>', 'how many images', count('--images'), 3)
    .option('--variants <count>', 'how many variants of each', count('--variants'), 5)
    .option('--seed <number>', 'seed of the variants', seed, 0)
    .option('--out <file>', 'write an SVG file instead')
    .option('--offline', 'work without network access')
    .option('--json', 'print one JSON line')
    .action(async (name: string, options: PreviewOptions) => {
      const { previewData } = await import('../data/preview-data.ts');
      await previewData(name, options, terminal);
    });
  examples(command, [
    ['nn101 datasets preview mnist --images 5', 'the images alone'],
    ['nn101 datasets preview synthetic --augment rotate:10', 'without a download'],
    ['nn101 datasets preview cifar-10 --augment flip,crop:4,cutout:8 --out a.svg', 'as a file'],
  ]);
}

async function printPath(name: DatasetName, { json }: DatasetsOptions, terminal: Terminal): Promise<void> {
  const path = datasetPath(name);
  if (json) writeEvent(terminal.stdout, 'result', { name, path });
  else writeLine(terminal.stdout, path);
}
