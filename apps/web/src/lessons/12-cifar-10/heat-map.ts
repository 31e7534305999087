// Which class a map is asked for, and how far its strongest place goes.

/** The largest drop of a map, at least 0. */
export function largestDrop(drops: Float32Array): number {
  return drops.reduce((most, drop) => Math.max(most, drop), 0);
}

/** The class with the largest probability. */
export function bestClass(shares: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < shares.length; i++) if (shares[i] > shares[best]) best = i;
  return best;
}
