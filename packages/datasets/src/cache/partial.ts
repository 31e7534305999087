// A download that is not complete: its first bytes, and where they come from, so that the rest can be fetched later,
// from there or elsewhere. In memory here; on disk, where it outlives the process: ./partial-file.ts.

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

export interface Partial {
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

/** An empty partial download that is gone with the object. */
export function createMemoryPartial(): Partial {
  let origin: PartialOrigin | undefined;
  let chunks: Chunk[] = [];
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    get origin() {
      return origin;
    },
    async begin(given) {
      origin = given;
    },
    async append(chunk) {
      chunks.push(chunk);
      bytes += chunk.length;
    },
    async reset() {
      [origin, chunks, bytes] = [undefined, [], 0];
    },
    async *read() {
      yield* chunks;
    },
  };
}

/** Partial downloads in memory, by key: each is made when it is first asked for. */
export function memoryPartials(): (key: string) => Promise<Partial> {
  const partials = new Map<string, Partial>();
  return async (key) => {
    const partial = partials.get(key) ?? createMemoryPartial();
    partials.set(key, partial);
    return partial;
  };
}
