// The reader's own images as a data set: a fifth of each class is kept for testing.
import { shuffle, stratifiedSplit } from '@nn101/datasets';
import type { LabelledPictures } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';
import type { ShelvedData } from './dataset-cache.ts';

/** Fewer images than this teach nothing, and leave none to test with. */
export const fewestOwnImages = 10;

/** @throws TrainPageError `NO_OWN_DATA` where there are too few images or classes */
export function ownDataset(pictures: LabelledPictures, classNames: readonly string[]): ShelvedData {
  const count = pictures.shape[0];
  if (count < fewestOwnImages || classNames.length < 2) {
    throw new TrainPageError(
      'NO_OWN_DATA',
      `Training expects at least ${fewestOwnImages} images in at least 2 classes; received ${count} in ` +
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
