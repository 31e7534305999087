// What a loaded data set is: two splits and what is known about them. Loading one: ./loaders.ts.
import type { Split } from './split/split.ts';

/**
 * How the data were verified. `official`: every file has the official sha256. `mirror`: at least one file is only
 * listed by a mirror's own SHA256SUMS. `synthetic`: drawn by this package.
 */
export type Verified = 'official' | 'mirror' | 'synthetic';

/** A data set in memory. */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  readonly train: Split;
  readonly test: Split;
  readonly verified: Verified;
  /** Mean of each channel over the training pixels, 0..255. */
  readonly mean: readonly number[];
  /** Standard deviation of each channel over the training pixels, in units of 0..255. */
  readonly standardDeviation: readonly number[];
  readonly licence: string;
  readonly citation: string;
  /** What to know before interpreting results on these data. */
  readonly notes: readonly string[];
}
