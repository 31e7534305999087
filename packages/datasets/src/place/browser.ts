// Browsers: the Cache API has no directories. Nothing here may import a `node:` module.
import { DatasetError } from '../error.ts';
import type { Place } from './place.ts';

function unsupported(): never {
  throw new DatasetError(
    'UNSUPPORTED',
    'Browsers have no cache directory: verifyDataset tells what is cached.',
  );
}

export const place: Place = { cacheDirectory: unsupported, folder: unsupported };
