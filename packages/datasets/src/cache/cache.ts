// The cache keeps verified, uncompressed files between runs, and partial downloads until they are complete. Interfaces
// only: ./disk/directory-cache.ts (Node), ./browser/cache-storage.ts (browsers) and ./memory-cache.ts implement them,
// and ./cache.test.ts checks all three against one contract.

/** A file in the cache. */
export interface CachedFile {
  readonly bytes: number;
  /** The sha256 of the content: recorded if the file is unchanged since it was verified, otherwise computed. */
  readonly sha256: string;
  /** The mirror that vouches for unofficial content; undefined for official content. */
  readonly vouchedBy?: string;
  /** Whether the checksum was recorded by an earlier verification and the file is unchanged since. */
  readonly remembered: boolean;
}

/** The files that were deleted. */
export interface ClearedFiles {
  readonly files: number;
  readonly bytes: number;
}

/** A verified file to be stored. */
export interface NewFile {
  /** `<set>/<content name>`. It comes from a descriptor, never from an archive or a server. */
  readonly key: string;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly vouchedBy?: string;
}

/** What a transaction is going to write. */
export interface TransactionRequest {
  /** The data set. No other process writes to it during the transaction. */
  readonly set: string;
  /** Bytes that will be written. The transaction fails immediately if the disk clearly lacks the space. */
  readonly bytes?: number;
  /** Stops waiting for another process that writes to the data set. */
  readonly signal?: AbortSignal;
}

/** Writes several files, which become visible together or not at all. */
export interface CacheTransaction {
  /**
   * Opens the partial download with this key, with the bytes that an earlier process received. Committing deletes it.
   *
   * @throws DatasetError `CACHE_FULL`, `CACHE_UNWRITABLE`.
   */
  partial(key: string): Promise<PartialDownload>;
  /** Stores a file where readers cannot see it yet. @throws DatasetError `CACHE_FULL`, `CACHE_UNWRITABLE`. */
  put(file: NewFile): Promise<void>;
  /** Makes all stored files visible. */
  commit(): Promise<void>;
  /**
   * Restores the previous state of the cache. `keepPartials` keeps partial downloads that are worth resuming. Never
   * throws.
   */
  rollback(options?: { readonly keepPartials?: boolean }): Promise<void>;
}

export interface Cache {
  /** Describes the cache in messages: a directory, or the browser's name for it. */
  readonly location: string;
  /**
   * Looks up the file with this key; undefined if there is none. `recompute` ignores the recorded checksum and reads
   * the whole file.
   *
   * @throws DatasetError `CACHE_UNREADABLE`.
   */
  find(key: string, options?: { readonly recompute?: boolean }): Promise<CachedFile | undefined>;
  /**
   * Reads a file, into `into` if that has the right length, otherwise into new memory, shared if possible.
   *
   * @throws DatasetError `CACHE_UNREADABLE`.
   */
  read(key: string, into?: Uint8Array): Promise<Uint8Array>;
  /**
   * Opens a transaction once no other process writes to the data set, and checks that the cache is writable.
   *
   * @throws DatasetError `CACHE_UNWRITABLE`, `CACHE_FULL`; the reason of the signal.
   */
  begin(request: TransactionRequest): Promise<CacheTransaction>;
  /** Records the checksum of a file that was put into the cache by hand. Does nothing if that is impossible. */
  recordChecksum(key: string, file: CachedFile): Promise<void>;
  /** Deletes the files `<set>/<name>`. Other files stay. @throws DatasetError `CACHE_UNWRITABLE`. */
  clear(set: string, names: readonly string[]): Promise<ClearedFiles>;
}

type Chunk = Uint8Array<ArrayBuffer>;

/** Where the bytes of a partial download come from. */
export interface PartialOrigin {
  /** The source that sent the last of them. */
  readonly source: string;
  /** The version of the file at the source (ETag or date). */
  readonly validator?: string;
  /** The length of the complete file, if known. */
  readonly total?: number;
  /** Whether the bytes were decoded in transit and so are not part of the file as the server stores it. */
  readonly isDecoded?: boolean;
}

export interface PartialDownload {
  /** Number of bytes received. */
  readonly bytes: number;
  /** Undefined if nothing has been received. */
  readonly origin: PartialOrigin | undefined;
  /**
   * Sets the origin of the bytes that follow. If they continue earlier bytes, it becomes the origin of those as well.
   */
  begin(origin: PartialOrigin): Promise<void>;
  /** @throws DatasetError `CACHE_FULL`, `CACHE_UNWRITABLE`. */
  append(chunk: Chunk): Promise<void>;
  /** Discards all bytes. */
  reset(): Promise<void>;
  /** Streams all bytes. */
  read(): AsyncIterable<Chunk>;
}
