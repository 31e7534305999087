// A place files come from, as an interface: ./http-source.ts, ./directory-source.ts and ./zip-source.ts
// fulfil it.

/** What is asked of a source besides the file's name. */
export interface OpenRequest {
  readonly signal?: AbortSignal;
  /** The first byte that is wanted; a source may begin at 0 all the same. Default 0. */
  readonly from?: number;
  /** What the source said of the file's version when the bytes before `from` came; it begins at 0 if that changed. */
  readonly validator?: string;
  /** Length of the file that the bytes before `from` belong to, if known: another one is another file. */
  readonly total?: number;
  /** Bytes per second below which a server is left. Default 0: never. */
  readonly minimumRate?: number;
}

/** A file being read. */
export interface OpenFile {
  /** The bytes as the source has them, usually compressed. Ends or throws; leaving it early closes the file. */
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Length of the whole file, where the source says. */
  readonly total: number | undefined;
  /** Where in the file `chunks` begins: at what was asked for, or at 0. Default 0. */
  readonly from?: number;
  /** The file's version (ETag or date), for the next request. */
  readonly validator?: string;
  /** Whether the bytes were decoded on the way, so that they can't be counted in the file as the server has it. */
  readonly isDecoded?: boolean;
}

/** A directory of files, near or far. */
export interface Source {
  /** The directory or URL, for messages. */
  readonly label: string;
  /** Whether the network is needed: `offline` leaves such sources out. */
  readonly isRemote: boolean;
  /** Whether its own SHA256SUMS may vouch for content, if the caller trusts mirrors. */
  readonly isMirror: boolean;
  /** Opens a file, `/`-separated and relative. @throws SourceError if it is not there or does not answer. */
  open(name: string, request?: OpenRequest): Promise<OpenFile>;
}

/** Why one source did not give a file, in a few words. The pipeline tries the next one, and lists these. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** Milliseconds after which another try may do better; undefined if it would be of no use. */
  readonly retryAfter: number | undefined;
  /** Whether no server was reached at all, as where the network is gone. */
  readonly isUnreachable: boolean;
  /** Whether the source answered, and does not have the file. */
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

/** All of a small text file. @throws SourceError if it is longer than `limit` bytes. */
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

// A mirror's own SHA256SUMS: what it vouches for, where that is not the official content.

const LIMIT = 1 << 20;

/**
 * The sums in the `SHA256SUMS` at the mirror's root, by `<set>/<content name>`; empty if it has none.
 * Lines are as `sha256sum` prints them.
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
