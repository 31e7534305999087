// Browsers: paths lead nowhere. Nothing here may import a `node:` module.
import { DatasetError } from '../../error.ts';
import type { ReadFolder, ReadPieces } from './disk.ts';

export const readFolder: ReadFolder = async (folder) => {
  throw new DatasetError(
    'UNSUPPORTED',
    `Browsers cannot open the path "${folder}". Give a directory handle or the files of an input element.`,
  );
};

export const readPieces: ReadPieces = (file) => {
  throw new DatasetError(
    'UNSUPPORTED',
    `Browsers cannot open the path "${file}". Give the file of an input element, or its bytes.`,
  );
};
