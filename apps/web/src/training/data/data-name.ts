// The data sets of the course by the names that addresses and messages use. Their bytes: dataset-cache.ts.

/** Every set that can be chosen; `own` is what the reader brought along. */
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

/** The sets that need no download: they are drawn where they are used. */
export type DrawnDataName = 'synthetic' | 'synthetic-colour';

/** Tells whether a set is drawn by a program, so that it is there without any network. */
export function isDrawn(name: DataName): name is DrawnDataName {
  return name === 'synthetic' || name === 'synthetic-colour';
}

/** Enough to learn from, and drawn in a second or so: the first thing that a page without a network shows. */
export const syntheticSize = { train: 12_000, test: 2_000, seed: 0 } as const;

/** What stands in for a set that cannot be had: images of the same shape. */
export function substituteFor(name: DataName): DrawnDataName {
  return name === 'cifar-10' || name === 'synthetic-colour' ? 'synthetic-colour' : 'synthetic';
}
