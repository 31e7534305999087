// Loads each data set of the worker once: from the network, by drawing it, or from the reader's images. The names of the
// sets: data-name.ts; what is read from them: dataset-contents.ts.
import { loadDataset, shuffle, stratifiedSplit, syntheticDataset } from '@nn101/datasets';
import type { LabelledPictures } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';
import { colouredDigits } from './coloured-digits.ts';
import { type DataName, syntheticSize } from './data-name.ts';
import type { LoadedDataset } from './dataset-contents.ts';

export interface DatasetCache {
  /** Loads a set, or returns it from memory. @throws DatasetError; TrainPageError `NO_OWN_DATA` */
  load(name: DataName): Promise<LoadedDataset>;
  /** Replaces the set `own` by the reader's images. @throws TrainPageError `NO_OWN_DATA` if there are too few */
  upload(pictures: LabelledPictures, classNames: readonly string[]): LoadedDataset;
}

/** `mirrors` returns the full URLs of directories with copies of the sets. */
export function createDatasetCache(options: {
  mirrors: () => readonly string[];
  onBytes: (name: DataName, bytes: number, total: number | undefined) => void;
}): DatasetCache {
  const sets = new Map<DataName, Promise<LoadedDataset>>();

  function fetchOrDraw(name: DataName): Promise<LoadedDataset> {
    if (name === 'own') return Promise.reject(noOwnData());
    if (name === 'synthetic') return Promise.resolve(syntheticDataset(syntheticSize));
    if (name === 'synthetic-colour') return Promise.resolve(colouredDigits());
    return loadDataset(name, {
      mirrors: options.mirrors(),
      // The mirror is the page's own origin, which is trusted already.
      trustMirrors: true,
      onProgress: ({ bytes, total }) => options.onBytes(name, bytes, total),
    });
  }

  return {
    load(name) {
      const cached = sets.get(name);
      if (cached) return cached;
      const loading: Promise<LoadedDataset> = fetchOrDraw(name).catch((error) => {
        // Loading that failed for lack of a connection may succeed the next time.
        sets.delete(name);
        throw error;
      });
      sets.set(name, loading);
      return loading;
    },
    upload(pictures, classNames) {
      const data = ownDataset(pictures, classNames);
      sets.set('own', Promise.resolve(data));
      return data;
    },
  };
}

function noOwnData(): TrainPageError {
  return new TrainPageError(
    'NO_OWN_DATA',
    'There are no images of your own here yet: they stay in the page and are not part of a link. Add a folder of images.',
  );
}

/** With fewer images a network learns nothing, and none are left for the test. */
const minOwnImages = 10;

/** Makes a set of the reader's images, of which a fifth of each class is the test split. */
function ownDataset(pictures: LabelledPictures, classNames: readonly string[]): LoadedDataset {
  const count = pictures.shape[0];
  if (count < minOwnImages || classNames.length < 2) {
    throw new TrainPageError(
      'NO_OWN_DATA',
      `Training expects at least ${minOwnImages} images in at least 2 classes; received ${count} in ` +
        `${classNames.length}. Add images, one folder for each class.`,
    );
  }
  const mixed = shuffle({ ...pictures, classNames }, { seed: 0 });
  const { train, validation } = stratifiedSplit(mixed, { fraction: 0.2, seed: 0 });
  if (validation.shape[0] === 0) {
    throw new TrainPageError(
      'NO_OWN_DATA',
      'Each class has so few images that none is left to test with. Three or more of each class are needed.',
    );
  }
  return {
    title: 'Your own images',
    train,
    test: validation,
    verified: 'own',
    notes: ['Your images stay in this page: they are neither uploaded nor part of a link.'],
    licence: 'yours',
  };
}
