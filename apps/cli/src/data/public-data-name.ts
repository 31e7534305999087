// Names of the data sets that can be downloaded.
import { type DatasetName, datasets } from '@nn101/datasets';
import { oneOf } from '../command-line/option-values.ts';
import { CliError } from '../failure/cli-error.ts';

/** Checks the name of a public data set. Throws `USAGE`. */
export function publicDataName(word: string): DatasetName {
  if (word === 'synthetic') {
    throw new CliError(
      'USAGE',
      'The synthetic digits are drawn when they are needed and never stored; there is nothing to look after.',
    );
  }
  return oneOf(word, 'data set', Object.keys(datasets) as DatasetName[]);
}
