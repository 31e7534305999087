// Reports the progress of a download at most ten times per second, and stops one when the signal says so.

/** Progress of the download of one file. */
export interface DownloadProgress {
  /** Official file name below the name of the data set: `mnist/train-images-idx3-ubyte.gz`. */
  readonly file: string;
  /** The directory or URL that the file comes from. */
  readonly source: string;
  /** Bytes received, usually compressed. */
  readonly bytes: number;
  /** Total bytes; undefined if the source does not report it. */
  readonly total: number | undefined;
  /** Average rate of this source. */
  readonly bytesPerSecond: number;
}

const INTERVAL = 100;

/** Passes chunks on and reports them: the first, then at most every 100 ms, and always the last. */
export async function* withProgress<Chunk extends Uint8Array>(
  chunks: AsyncIterable<Chunk>,
  options: {
    readonly file: string;
    readonly source: string;
    readonly total: number | undefined;
    /** Bytes received earlier. Default 0. */
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
    // Reading an archive stops early, at the last wanted file.
    if (bytes > from) report(now());
  }
}

/** Passes chunks on until the signal is aborted. */
export async function* abortable<Chunk>(chunks: AsyncIterable<Chunk>, signal: AbortSignal | undefined) {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}
