// The data sets in the worker: each is loaded or drawn once. What they are called: data-name.ts.
import { gather, loadDataset, permutation, type Split, syntheticDataset } from '@nn101/datasets';
import type { ClassMeans, DataDescription, Gallery, LabelledPictures } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';
import { colouredDigits } from './coloured-digits.ts';
import { type DataName, syntheticSize } from './data-name.ts';
import { ownDataset } from './own-dataset.ts';

/** A data set and where it comes from. */
export interface ShelvedData {
  readonly title: string;
  readonly train: Split;
  readonly test: Split;
  readonly verified: DataDescription['verified'];
  readonly notes: readonly string[];
  readonly licence: string;
}

export interface DataShelf {
  /** Loads a set, or gives it again. @throws DatasetError; TrainPageError `NO_OWN_DATA` */
  take(name: DataName): Promise<ShelvedData>;
  /** Puts the reader's own images where `own` is. */
  bring(pictures: LabelledPictures, classNames: readonly string[]): ShelvedData;
}

/** Opens the shelf; `mirrors` are full URLs of directories that hold copies of the sets. */
export function createDataShelf(options: {
  mirrors: () => readonly string[];
  onBytes: (name: DataName, bytes: number, total: number | undefined) => void;
}): DataShelf {
  const sets = new Map<DataName, Promise<ShelvedData>>();

  function load(name: DataName): Promise<ShelvedData> {
    if (name === 'own') return Promise.reject(noOwnData());
    if (name === 'synthetic') return Promise.resolve(syntheticDataset(syntheticSize));
    if (name === 'synthetic-colour') return Promise.resolve(colouredDigits());
    return loadDataset(name, {
      mirrors: options.mirrors(),
      // The mirror is the page's own origin: whoever serves the page is trusted already.
      trustMirrors: true,
      onProgress: ({ bytes, total }) => options.onBytes(name, bytes, total),
    });
  }

  return {
    take(name) {
      const known = sets.get(name);
      if (known) return known;
      const loading: Promise<ShelvedData> = load(name).catch((error) => {
        // What failed for want of a network may work when it is asked for again.
        sets.delete(name);
        throw error;
      });
      sets.set(name, loading);
      return loading;
    },
    bring(pictures, classNames) {
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

/** A set in figures. */
export function describeData({ title, train, test, verified, notes, licence }: ShelvedData): DataDescription {
  const [, height, width, channels] = train.shape;
  return {
    title,
    classNames: [...train.classNames],
    imageShape: [height, width, channels],
    classCounts: { train: countClasses(train), test: countClasses(test) },
    verified,
    notes: [...notes],
    licence,
  };
}

/** How many images each class has. */
export function countClasses({ labels, classNames }: Split): number[] {
  const counts = new Array<number>(classNames.length).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}

/** Copies of some images, by their places; places beyond the end are left out. */
export function galleryOf(split: Split, rows: readonly number[]): Gallery {
  const known = rows.filter((row) => Number.isInteger(row) && row >= 0 && row < split.shape[0]);
  const { images, labels, shape } = gather(split, Uint32Array.from(known));
  // A copy of its own for the message: what is gathered may lie in shared memory.
  return { images: images.slice(), labels: labels.slice(), shape, rows: known };
}

/** The places of a class's images, `most` of them from the `start`-th on. */
export function rowsOfClass(
  { labels }: Split,
  { label, start, most }: { label: number; start: number; most: number },
): number[] {
  const rows: number[] = [];
  let met = 0;
  for (let row = 0; row < labels.length && rows.length < most; row++) {
    if (labels[row] === label && met++ >= start) rows.push(row);
  }
  return rows;
}

/** The mean image of each class. */
export function classMeans({ images, labels, shape, classNames }: Split): ClassMeans {
  const [, height, width, channels] = shape;
  const size = height * width * channels;
  const sums = new Float64Array(classNames.length * size);
  const counts = new Float64Array(classNames.length);
  labels.forEach((label, row) => {
    counts[label]++;
    const [to, from] = [label * size, row * size];
    for (let i = 0; i < size; i++) sums[to + i] += images[from + i];
  });
  const means = Uint8Array.from(sums, (sum, i) =>
    Math.round(sum / Math.max(1, counts[Math.floor(i / size)])),
  );
  return { images: means, shape: [classNames.length, height, width, channels], classNames: [...classNames] };
}

/** The seed's choice of `limit` training images; all of them for 0. As `nn101 train --limit` chooses. */
export function limited(train: Split, { limit, seed }: { limit: number; seed: number }): Split {
  const count = train.shape[0];
  if (limit === 0 || limit >= count) return train;
  return gather(train, permutation(count, { seed }).subarray(0, limit));
}
