// A place files come from, as an interface: ./http-source.ts and ./directory-source.ts fulfil it.

/** A file being read. */
export interface OpenFile {
  /** The bytes as the source has them, usually compressed. Ends or throws; leaving it early closes the file. */
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Bytes to come, where the source says. */
  readonly total: number | undefined;
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
  open(name: string, signal?: AbortSignal): Promise<OpenFile>;
}

/** Why one source did not give a file, in a few words. The pipeline tries the next one, and lists these. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
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
