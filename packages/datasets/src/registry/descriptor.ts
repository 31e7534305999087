// What a data set is: files, checksums, origins, classes, licence, and how its bytes become two splits. A descriptor is
// data; a definition adds the parser. All data sets share the pipeline that fetches and verifies.
import type { SplitName } from '../split/selection.ts';
import type { Split } from '../split/split.ts';

/** An uncompressed file of a data set: the unit that is cached and verified. */
export interface ContentFile {
  /** Path below the name of the data set, as in a mirror's SHA256SUMS: `train-images-idx3-ubyte`. */
  readonly name: string;
  /** Exact length in bytes. */
  readonly bytes: number;
  /**
   * Official sha256 of the content as 64 lower-case hexadecimal digits; undefined if only the compressed file has a
   * published checksum, which is then the `checksum` of the download.
   */
  readonly sha256: string | undefined;
  /** The split that it belongs to; undefined if both splits need it. */
  readonly split?: SplitName;
}

/** The published checksum of a file as servers store it. */
export interface Checksum {
  readonly algorithm: 'sha256' | 'md5';
  /** Lower-case hexadecimal digits. */
  readonly sum: string;
  /** Who publishes it. */
  readonly source: string;
}

/** A file as servers store it, and its contents. */
export interface Download {
  /** Official file name. */
  readonly name: string;
  /** `gzip`: one compressed file; `tar.gz`: an archive. */
  readonly packing: 'gzip' | 'tar.gz';
  readonly contents: readonly ContentFile[];
  /** Checksum of the compressed file. Required if the sha256 of the content is not published. */
  readonly checksum?: Checksum;
}

/** A public server directory that holds every download of a data set. */
export interface Origin {
  /** `https:` URL with a final slash, to which the name of a download is appended. */
  readonly url: string;
  /** Whether the server is known to send `Access-Control-Allow-Origin`, which browsers require. */
  readonly cors: boolean;
  /** If the downloads are in one zip archive at `url`: they are fetched from it by range requests. */
  readonly zip?: {
    readonly archive: string;
    /** Prefix of the downloads in the archive, such as `gzip/`. */
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

/** Everything known about a data set without its bytes. */
export interface DatasetDescriptor {
  /** Also the folder of the data set in caches and mirrors. */
  readonly name: DatasetName;
  /** A title for display. */
  readonly title: string;
  readonly homepage: string;
  readonly classNames: readonly string[];
  /** Shape of one image. */
  readonly imageShape: readonly [height: number, width: number, channels: number];
  /** Number of images in each split. */
  readonly counts: { readonly train: number; readonly test: number };
  /** Mean of each channel over all training pixels, 0..255; empty if it is computed when the data set is loaded. */
  readonly mean: readonly number[];
  /** Population standard deviation of each channel over all training pixels, in units of 0..255; empty like `mean`. */
  readonly standardDeviation: readonly number[];
  readonly licence: string;
  readonly citation: string;
  /** What to know before interpreting results. */
  readonly notes: readonly string[];
  readonly downloads: readonly Download[];
  /** Servers in the order in which they are tried. */
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

/** All content files of a data set. */
export function contentFiles(descriptor: DatasetDescriptor): readonly ContentFile[] {
  return descriptor.downloads.flatMap((download) => download.contents);
}
