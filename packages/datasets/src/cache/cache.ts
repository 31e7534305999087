// Where verified, uncompressed files are kept between runs. An interface only: ./disk/directory-cache.ts (Node),
// ./browser/cache-storage.ts (browsers) and ./memory-cache.ts (no cache) fulfil it, under one contract suite.

/** A file the cache holds. */
export interface CachedFile {
  readonly bytes: number;
  /** Of the content: remembered where the file is unchanged since it was verified, computed otherwise. */
  readonly sha256: string;
  /** The mirror that vouches for content other than the official one; undefined for official content. */
  readonly vouchedBy?: string;
  /** Whether the checksum is that of an earlier verification, of a file unchanged since. */
  readonly remembered: boolean;
}

/** What was deleted. */
export interface ClearedFiles {
  readonly files: number;
  readonly bytes: number;
}

/** A verified file on its way in. */
export interface NewFile {
  /** `<set>/<content name>`, from a descriptor and never from an archive or a server. */
  readonly key: string;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly vouchedBy?: string;
}

/** What a transaction is for. */
export interface TransactionRequest {
  /** The set: nobody else writes to it meanwhile. */
  readonly set: string;
  /** Bytes that will be put. A disk that certainly has no room for them is told of at once. */
  readonly bytes?: number;
  /** Stops waiting for another process that writes to the set. */
  readonly signal?: AbortSignal;
}

/** Several files that become visible together, or not at all. */
export interface CacheTransaction {
  /**
   * The partial download under this key, as far as an earlier process got with it. It goes with the commit.
   *
   * @throws DatasetError `CACHE_FULL`, `CACHE_UNWRITABLE`.
   */
  partial(key: string): Promise<PartialDownload>;
  /** Stores a file where no reader sees it. @throws DatasetError `CACHE_FULL`, `CACHE_UNWRITABLE`. */
  put(file: NewFile): Promise<void>;
  /** Makes all of them visible. */
  commit(): Promise<void>;
  /**
   * Leaves the cache as it was before, except that `keepPartials` leaves partial downloads that are worth resuming.
   * Never throws.
   */
  rollback(options?: { readonly keepPartials?: boolean }): Promise<void>;
}

export interface Cache {
  /** For messages: a directory, or what the browser calls it. */
  readonly location: string;
  /**
   * What the cache holds under this key; undefined if nothing.
   * `recompute` ignores the remembered checksum and reads the whole file.
   *
   * @throws DatasetError `CACHE_UNREADABLE`.
   */
  find(key: string, options?: { readonly recompute?: boolean }): Promise<CachedFile | undefined>;
  /**
   * The content: in `into` if that is given and of its length, otherwise in fresh memory, shared where that exists.
   *
   * @throws DatasetError `CACHE_UNREADABLE`.
   */
  read(key: string, into?: Uint8Array): Promise<Uint8Array>;
  /**
   * Opens a transaction as soon as no other process writes to the set, having checked that the cache can be written to.
   *
   * @throws DatasetError `CACHE_UNWRITABLE`, `CACHE_FULL`; the signal's reason.
   */
  begin(request: TransactionRequest): Promise<CacheTransaction>;
  /** Remembers the checksum of a file that was put there by hand. Does nothing where that is not possible. */
  recordChecksum(key: string, file: CachedFile): Promise<void>;
  /** Deletes the files `<set>/<name>`. Files that are not ours stay. @throws DatasetError `CACHE_UNWRITABLE`. */
  clear(set: string, names: readonly string[]): Promise<ClearedFiles>;
}

// A download that is not complete: its first bytes, and where they come from, so that the rest can be fetched later,
// from there or elsewhere. In memory here; on disk, where it outlives the process: ./disk/partial-file.ts.

type Chunk = Uint8Array<ArrayBuffer>;

/** Where the bytes of a partial download come from. */
export interface PartialOrigin {
  /** The source that gave the last of them. */
  readonly source: string;
  /** The file's version there (ETag or date). */
  readonly validator?: string;
  /** Length of the whole file, if known; the partial is complete when it has as many. */
  readonly total?: number;
  /** Whether they were decoded on the way, and are no part of the file as servers have it. */
  readonly isDecoded?: boolean;
}

export interface PartialDownload {
  /** How many bytes are there. */
  readonly bytes: number;
  /** Undefined where nothing is there. */
  readonly origin: PartialOrigin | undefined;
  /** Says where the bytes come from: those that follow, and where they join on to others, these too. */
  begin(origin: PartialOrigin): Promise<void>;
  /** @throws DatasetError `CACHE_FULL`, `CACHE_UNWRITABLE`. */
  append(chunk: Chunk): Promise<void>;
  /** Forgets all bytes. */
  reset(): Promise<void>;
  /** All bytes, in pieces. */
  read(): AsyncIterable<Chunk>;
}
