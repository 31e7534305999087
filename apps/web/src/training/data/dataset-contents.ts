// What is read from a loaded data set: its description, images by row number, mean images, a part of the training split.
// How a set is loaded: dataset-cache.ts.
import { gather, permutation, type Split } from '@nn101/datasets';
import type { ClassMeans, DataDescription, Gallery } from '../payloads.ts';

/** A data set with its origin. */
export interface LoadedDataset {
  readonly title: string;
  readonly train: Split;
  readonly test: Split;
  readonly verified: DataDescription['verified'];
  readonly notes: readonly string[];
  readonly licence: string;
}

/** Describes a set by its names, shapes and counts. */
export function describeData({
  title,
  train,
  test,
  verified,
  notes,
  licence,
}: LoadedDataset): DataDescription {
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

/** Returns the number of images of each class. */
function countClasses({ labels, classNames }: Split): number[] {
  const counts = new Array<number>(classNames.length).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}

/** Copies images by their row numbers; numbers outside the split are left out. */
export function galleryOf(split: Split, rows: readonly number[]): Gallery {
  const known = rows.filter((row) => Number.isInteger(row) && row >= 0 && row < split.shape[0]);
  const { images, labels, shape } = gather(split, Uint32Array.from(known));
  // Copied once more for the message: what is gathered may lie in shared memory.
  return { images: images.slice(), labels: labels.slice(), shape, rows: known };
}

/** Returns the row numbers of at most `max` images of a class, beginning with the `start`-th. */
export function rowsOfClass(
  { labels }: Split,
  { label, start, max }: { label: number; start: number; max: number },
): number[] {
  const rows: number[] = [];
  let seen = 0;
  for (let row = 0; row < labels.length && rows.length < max; row++) {
    if (labels[row] === label && seen++ >= start) rows.push(row);
  }
  return rows;
}

/** Returns the mean image of each class. */
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

/** Returns `limit` training images that the seed chooses, as `nn101 train --limit` does; all of them for 0. */
export function limited(train: Split, { limit, seed }: { limit: number; seed: number }): Split {
  const count = train.shape[0];
  if (limit === 0 || limit >= count) return train;
  return gather(train, permutation(count, { seed }).subarray(0, limit));
}
