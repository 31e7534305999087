// The one error class of this package, and the list of its permanent codes.
// Codes are part of the public interface: programs branch on them, messages are for people.

/**
 * What went wrong, as a permanent code.
 *
 * - `ABORTED`: the caller's signal was aborted.
 * - `INVALID_ARGUMENT`: an argument is out of its range.
 * - `CACHE_FULL`: the cache's disk or quota is full.
 * - `CACHE_UNREADABLE`: a cached file exists but could not be read.
 * - `CACHE_UNWRITABLE`: the cache cannot be created or written to.
 * - `CHECKSUM_MISMATCH`: a source gave other bytes than the official ones, and no source gave the right ones.
 * - `DATA_MISSING`: no source could give the file.
 * - `FILE_UNREADABLE`: a file or folder of the user's could not be read.
 * - `OFFLINE`: the file is neither in the cache nor in a mirror directory, and `offline` forbids the network.
 * - `PARSE_CIFAR`, `PARSE_CSV`, `PARSE_GZIP`, `PARSE_IDX`, `PARSE_NPY`, `PARSE_TAR`, `PARSE_ZIP`: bytes are not of that format, or
 *   do not fit the data set.
 * - `PARSE_IMAGE`: an image could not be decoded, or has another size than the others.
 * - `PARSE_SPLIT`: a text such as `train[:80%]` is not of the split grammar.
 * - `UNKNOWN_DATASET`: there is no data set of that name.
 * - `UNSUPPORTED`: not possible on this platform (a directory in a browser).
 */
export type DatasetErrorCode =
  | 'ABORTED'
  | 'INVALID_ARGUMENT'
  | 'CACHE_FULL'
  | 'CACHE_UNREADABLE'
  | 'CACHE_UNWRITABLE'
  | 'CHECKSUM_MISMATCH'
  | 'DATA_MISSING'
  | 'FILE_UNREADABLE'
  | 'OFFLINE'
  | 'PARSE_CIFAR'
  | 'PARSE_CSV'
  | 'PARSE_GZIP'
  | 'PARSE_IDX'
  | 'PARSE_IMAGE'
  | 'PARSE_NPY'
  | 'PARSE_SPLIT'
  | 'PARSE_TAR'
  | 'PARSE_ZIP'
  | 'UNKNOWN_DATASET'
  | 'UNSUPPORTED';

/** One source that was tried for a file, and what it said. */
export interface SourceAttempt {
  /** The directory or URL, as configured. */
  readonly source: string;
  /** Why this source did not help, in a few words. */
  readonly reason: string;
}

/** Every error this package throws on purpose. `cause` keeps the error beneath, where there is one. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  /** Permanent name of the failure. */
  readonly code: DatasetErrorCode;
  /** For failed downloads: each source in the order tried. Empty otherwise. */
  readonly attempts: readonly SourceAttempt[];

  constructor(
    code: DatasetErrorCode,
    message: string,
    details: { readonly cause?: unknown; readonly attempts?: readonly SourceAttempt[] } = {},
  ) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.attempts = details.attempts ?? [];
  }
}

/** The message of anything thrown, for use inside another message. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
