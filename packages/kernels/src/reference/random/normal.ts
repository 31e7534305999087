// Two numbers of the standard normal distribution from two uniform ones in [0, 1): Box & Muller, 1958. assembly/random/normal.ts
// is the same, in SIMD.

/** The coordinates of the point at distance sqrt(-2 ln(1 - u)) and direction 2 pi v. */
export function normalPair(u: number, v: number): [number, number] {
  const distance = Math.sqrt(-2 * Math.log(1 - u));
  const angle = 2 * Math.PI * v;
  return [distance * Math.cos(angle), distance * Math.sin(angle)];
}
