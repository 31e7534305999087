// A source of files, as an interface: ./http-source.ts, ./directory-source.ts and ./zip-source.ts implement it.

/** What is requested besides the name of the file. */
export interface OpenRequest {
  readonly signal?: AbortSignal;
  /** The first byte that is needed. A source may start at 0 nevertheless. Default 0. */
  readonly from?: number;
  /** The version of the file when the bytes before `from` were received. The source starts at 0 if it has changed. */
  readonly validator?: string;
  /** Length of the file that the bytes before `from` belong to, if known. Another length means another file. */
  readonly total?: number;
  /** In bytes per second. A slower server is given up. Default 0: never. */
  readonly minimumRate?: number;
}

/** An open file. */
export interface OpenFile {
  /** The bytes as the source stores them, usually compressed. Ends or throws. Returning early closes the file. */
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Length of the whole file, if the source reports it. */
  readonly total: number | undefined;
  /** Position of the first chunk in the file: the requested one, or 0. Default 0. */
  readonly from?: number;
  /** The version of the file (ETag or date), for the next request. */
  readonly validator?: string;
  /** Whether the bytes were decoded in transit, so that they are not positions in the file as the server stores it. */
  readonly isDecoded?: boolean;
}

/** A directory of files, local or remote. */
export interface Source {
  /** The directory or URL, for messages. */
  readonly label: string;
  /** Whether it needs the network. `offline` excludes such sources. */
  readonly isRemote: boolean;
  /** Whether its own SHA256SUMS may vouch for content, if mirrors are trusted. */
  readonly isMirror: boolean;
  /**
   * Opens a file by its relative path, separated by `/`. @throws SourceError if it does not exist or cannot be reached.
   */
  open(name: string, request?: OpenRequest): Promise<OpenFile>;
}

/**
 * Why a source failed to deliver a file, in a few words. The pipeline tries the next source, and lists these messages.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** Milliseconds until a retry may succeed; undefined if it cannot. */
  readonly retryAfter: number | undefined;
  /** Whether no server was reached at all, as without a network. */
  readonly isUnreachable: boolean;
  /** Whether the source responded that it does not have the file. */
  readonly isMissing: boolean;

  constructor(
    message: string,
    details: {
      readonly cause?: unknown;
      readonly retryAfter?: number;
      readonly isUnreachable?: boolean;
      readonly isMissing?: boolean;
    } = {},
  ) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.retryAfter = details.retryAfter;
    this.isUnreachable = details.isUnreachable ?? false;
    this.isMissing = details.isMissing ?? false;
  }
}

/** Reads a small text file. @throws SourceError if it is longer than `limit` bytes. */
export async function readText(file: OpenFile, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of file.chunks) {
    bytes += chunk.length;
    if (bytes > limit) throw new SourceError(`longer than ${limit} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const LIMIT = 1 << 20;

/**
 * The checksums in the `SHA256SUMS` at the root of a mirror, by `<set>/<content name>`, in the format of `sha256sum`.
 * Empty if there is no such file.
 */
export async function mirrorSums(source: Source, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  if (!source.isMirror) return new Map();
  try {
    const text = await readText(await source.open('SHA256SUMS', { signal }), LIMIT);
    const lines = text.matchAll(/^([0-9a-f]{64})\s+\*?(?:\.\/)?(.+?)\s*$/gim);
    return new Map(Array.from(lines, ([, sum, name]) => [name, sum.toLowerCase()]));
  } catch {
    return new Map();
  }
}
