// What a loaded data set is: two splits, and what is known of them. Loading one: ./loaders.ts.
import type { Split } from './split/split.ts';

/**
 * How the bytes are known to be right: `official`, every file has the official sha256; `mirror`, at least one
 * file is only what a mirror's own SHA256SUMS vouches for; `synthetic`, drawn by this package.
 */
export type Verified = 'official' | 'mirror' | 'synthetic';

/** A data set in memory. */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  readonly train: Split;
  readonly test: Split;
  readonly verified: Verified;
  /** Of each channel over the training pixels, 0..255. */
  readonly mean: readonly number[];
  /** Standard deviation of each channel over the training pixels, in units of 0..255. */
  readonly standardDeviation: readonly number[];
  readonly licence: string;
  readonly citation: string;
  /** What a reader of figures on this data should know. */
  readonly notes: readonly string[];
}
