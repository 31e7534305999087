// What a data set is: files, checksums, origins, classes, licence, and how its bytes become two splits.
// A descriptor is data plus one pure function; the pipeline that fetches and verifies is shared by all sets.
import type { SplitName } from '../split/selection.ts';
import type { Split } from '../split/split.ts';

/** One uncompressed file of a set. What is cached and verified. */
export interface ContentFile {
  /** Path below the set's name, as in a mirror's SHA256SUMS: `train-images-idx3-ubyte`. */
  readonly name: string;
  /** Exact length. */
  readonly bytes: number;
  /**
   * Official sha256 of the content, 64 lower-case hexadecimal digits; undefined where only the sum of the
   * compressed file is published, which is then the download's `checksum`.
   */
  readonly sha256: string | undefined;
  /** The part that it belongs to; undefined if it is needed for both. */
  readonly split?: SplitName;
}

/** The published sum of a file as servers have it. */
export interface Checksum {
  readonly algorithm: 'sha256' | 'md5';
  /** Lower-case hexadecimal digits. */
  readonly sum: string;
  /** Who publishes it. */
  readonly source: string;
}

/** One file as servers offer it, and what it holds. */
export interface Download {
  /** Official file name. */
  readonly name: string;
  /** `gzip`: one compressed file; `tar.gz`: an archive. */
  readonly packing: 'gzip' | 'tar.gz';
  readonly contents: readonly ContentFile[];
  /** Of the compressed file. Required where a content's own sha256 is not published. */
  readonly checksum?: Checksum;
}

/** A public server directory that has every download of a set. */
export interface Origin {
  /** `https:` URL ending with a slash; a download's name is appended. */
  readonly url: string;
  /** Whether it is known to send `Access-Control-Allow-Origin`, which browsers need. */
  readonly cors: boolean;
  /** Where the downloads stand in one zip archive at `url`; they are fetched out of it by ranges. */
  readonly zip?: {
    readonly archive: string;
    /** Before a download's name in the archive, such as `gzip/`. */
    readonly folder: string;
  };
}

/** Reads a cached content file by name, into `into` if that has the length of the file. */
export type ReadContent = (name: string, into?: Uint8Array) => Promise<Uint8Array>;

/** Names of the built-in data sets. */
export type DatasetName =
  | 'mnist'
  | 'fashion-mnist'
  | 'cifar-10'
  | 'kmnist'
  | 'qmnist'
  | 'emnist-balanced'
  | 'emnist-digits'
  | 'emnist-letters'
  | 'cifar-100';

/** Everything there is to know about a data set without having its bytes. */
export interface DatasetDescriptor {
  /** Folder of the set in caches and mirrors. */
  readonly name: DatasetName;
  /** For people. */
  readonly title: string;
  readonly homepage: string;
  readonly classNames: readonly string[];
  /** Of one image. */
  readonly imageShape: readonly [height: number, width: number, channels: number];
  /** Number of images. */
  readonly counts: { readonly train: number; readonly test: number };
  /** Of each channel over all training pixels, 0..255; empty where it is computed when the set is loaded. */
  readonly mean: readonly number[];
  /** Population standard deviation of each channel over all training pixels, in units of 0..255; or empty, as `mean`. */
  readonly standardDeviation: readonly number[];
  readonly licence: string;
  readonly citation: string;
  /** What a user should know before trusting a figure. */
  readonly notes: readonly string[];
  readonly downloads: readonly Download[];
  /** In the order in which they are tried. */
  readonly origins: readonly Origin[];
}

/** A descriptor, and how the bytes of its content files become splits. */
export interface DatasetDefinition extends DatasetDescriptor {
  /** Parses both splits. Throws `PARSE_IDX` or `PARSE_CIFAR` if the files do not fit the data set. */
  readonly parse: (read: ReadContent) => Promise<Readonly<Record<SplitName, Split>>>;
  /** Parses one split from the files of that split alone. */
  readonly parseSplit?: (read: ReadContent, split: SplitName) => Promise<Split>;
}

/** Both parsers of a definition, given the one for a single split. */
export function splitwise(
  parseSplit: (read: ReadContent, split: SplitName) => Promise<Split>,
): Required<Pick<DatasetDefinition, 'parse' | 'parseSplit'>> {
  return {
    parseSplit,
    parse: async (read) => ({ train: await parseSplit(read, 'train'), test: await parseSplit(read, 'test') }),
  };
}

/** All content files of a set. */
export function contentFiles(descriptor: DatasetDescriptor): readonly ContentFile[] {
  return descriptor.downloads.flatMap((download) => download.contents);
}
