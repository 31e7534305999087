// What a list of measured times comes to. Times are never averaged: on a shared machine some are far too long, none
// too short.

/** The shortest and the middle of some times, in whatever unit they are. */
export interface Timing {
  readonly best: number;
  readonly median: number;
}

/** The middle value, or the mean of the two in the middle. NaN for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** Shortest and middle time, each rounded to four significant digits: there is no more to it. */
export function timing(values: readonly number[]): Timing {
  return { best: significant(Math.min(...values)), median: significant(median(values)) };
}

/** The mean of ratios: 2 and 1/2 come to 1. NaN for an empty list. */
export function geometricMean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

/** Rounds to four significant digits. */
export function significant(value: number): number {
  return Number(value.toPrecision(4));
}
