// Browsers: paths lead nowhere. Nothing here may import a `node:` module.
import { DatasetError } from '../../error.ts';
import type { ReadFolder } from './disk.ts';

export const readFolder: ReadFolder = async (folder) => {
  throw new DatasetError(
    'UNSUPPORTED',
    `Browsers cannot open the path "${folder}". Give a directory handle or the files of an input element.`,
  );
};
