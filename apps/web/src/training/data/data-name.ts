// The names of the data sets, as URLs and messages use them. How the sets are loaded: dataset-cache.ts.

/** Every set that can be chosen; `own` consists of the reader's images. */
export const dataNames = [
  'mnist',
  'fashion-mnist',
  'cifar-10',
  'synthetic',
  'synthetic-colour',
  'own',
] as const;

/** A name of `dataNames`. */
export type DataName = (typeof dataNames)[number];

/** The sets that need no download because a program draws them. */
export type DrawnDataName = 'synthetic' | 'synthetic-colour';

/** Returns whether a set is drawn by a program, so that it is available offline. */
export function isDrawn(name: DataName): name is DrawnDataName {
  return name === 'synthetic' || name === 'synthetic-colour';
}

/** Large enough to learn from, and drawn in about a second: it is what an offline page can show first. */
export const syntheticSize = { train: 12_000, test: 2_000, seed: 0 } as const;

/** Returns the drawn set that replaces one that cannot be downloaded: its images have the same shape. */
export function substituteFor(name: DataName): DrawnDataName {
  return name === 'cifar-10' || name === 'synthetic-colour' ? 'synthetic-colour' : 'synthetic';
}
