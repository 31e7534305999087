// How far a download is, told at most ten times a second.

/** State of one file's download. */
export interface DownloadProgress {
  /** Official file name, below the set's name: `mnist/train-images-idx3-ubyte.gz`. */
  readonly file: string;
  /** Where it comes from. */
  readonly source: string;
  /** Bytes received of the file as the source has it, usually compressed. */
  readonly bytes: number;
  /** All of them; undefined where the source does not say. */
  readonly total: number | undefined;
  /** Average since this source began. */
  readonly bytesPerSecond: number;
}

const INTERVAL = 100;

/** Passes chunks on and reports them: the first, then at most every 100 ms, and always the end. */
export async function* withProgress<Chunk extends Uint8Array>(
  chunks: AsyncIterable<Chunk>,
  options: {
    readonly file: string;
    readonly source: string;
    readonly total: number | undefined;
    /** Bytes that were there before. Default 0. */
    readonly from?: number;
    readonly onProgress: (progress: DownloadProgress) => void;
    readonly now?: () => number;
  },
): AsyncGenerator<Chunk> {
  const { file, source, total, from = 0, onProgress, now = () => performance.now() } = options;
  const start = now();
  let bytes = from;
  let next = start;
  const report = (time: number) => {
    const seconds = Math.max(time - start, 1) / 1000;
    onProgress({ file, source, bytes, total, bytesPerSecond: (bytes - from) / seconds });
  };
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      const time = now();
      if (time >= next) {
        report(time);
        next = time + INTERVAL;
      }
      yield chunk;
    }
  } finally {
    // An archive is left early, when the last wanted file is there.
    if (bytes > from) report(now());
  }
}

// The caller's signal, looked at between two pieces of anything that streams.

/** Passes chunks on until the signal says stop. */
export async function* abortable<Chunk>(chunks: AsyncIterable<Chunk>, signal: AbortSignal | undefined) {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}
