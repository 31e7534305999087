// The error class of this package, and its permanent codes. Programs branch on codes; messages are for people.

/**
 * What went wrong, as a permanent code.
 *
 * - `ABORTED`: the signal of the caller was aborted.
 * - `INVALID_ARGUMENT`: an argument has the wrong type or is out of range.
 * - `CACHE_FULL`: the disk or quota of the cache is full.
 * - `CACHE_UNREADABLE`: a cached file exists but cannot be read.
 * - `CACHE_UNWRITABLE`: the cache cannot be created or written to.
 * - `CHECKSUM_MISMATCH`: a source sent content other than the official one, and no source had the right content.
 * - `DATA_MISSING`: no source had the file.
 * - `FILE_UNREADABLE`: a file or folder of the user cannot be read.
 * - `OFFLINE`: the file is neither cached nor in a mirror directory, and `offline` forbids the network.
 * - `PARSE_CIFAR`, `PARSE_CSV`, `PARSE_GZIP`, `PARSE_IDX`, `PARSE_NPY`, `PARSE_TAR`, `PARSE_ZIP`: the bytes are not in
 * that format, or do not fit the data set.
 * - `PARSE_IMAGE`: an image cannot be decoded, or its size differs from the others.
 * - `PARSE_SPLIT`: a selection such as `train[:80%]` is invalid or exceeds the data set.
 * - `UNKNOWN_DATASET`: there is no data set with that name.
 * - `UNSUPPORTED`: not possible on this platform, such as a directory in a browser.
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

/** A source that was tried for a file, and why it failed. */
export interface SourceAttempt {
  /** The directory or URL, as configured. */
  readonly source: string;
  /** Why this source failed, in a few words. */
  readonly reason: string;
}

/** Every error that this package throws on purpose. `cause` holds the underlying error, if any. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  /** The permanent name of the failure. */
  readonly code: DatasetErrorCode;
  /** For failed downloads: each source in the order tried. Otherwise empty. */
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

/** The message of anything thrown, for use in another message. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
