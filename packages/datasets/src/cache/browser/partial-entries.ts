// A partial download in the browser's Cache API: pieces of one megabyte, each stored with its origin. If the tab is
// closed, the stored pieces survive. On disk: ../disk/partial-file.ts.
import type { PartialDownload, PartialOrigin } from '../cache.ts';

type Chunk = Uint8Array<ArrayBuffer>;

const BYTES = 'x-nn101-bytes';
const ORIGIN = 'x-nn101-origin';
/** Bytes in a piece. Bytes after the last full piece stay in memory until the partial download is closed. */
export const PIECE = 1 << 20;

/** The methods of the browser's Cache that are used here. */
export interface EntryStore {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<void>;
  delete(url: string): Promise<boolean>;
}

/** A partial download that survives its tab. */
export interface PartialEntries extends PartialDownload {
  /** Stores the bytes that are only in memory. Never throws. */
  close(): Promise<void>;
}

interface Piece {
  readonly from: number;
  readonly bytes: number;
}

/** The URL of the piece that starts at byte `from` of the download at `address`. */
const pieceAt = (address: string, from: number) => `${address}.download/${from}`;

/** Whether a URL names a piece of a download whose address starts with `prefix`. */
export function isPieceBelow(prefix: string, url: string): boolean {
  return url.startsWith(prefix) && /\.download\/\d+$/.test(url);
}

/** Where a download is stored. */
interface EntryAddress {
  readonly store: EntryStore;
  readonly address: string;
}

/** The content of a partial download. */
interface PartialState {
  origin: PartialOrigin | undefined;
  pieces: Piece[];
  /** Total bytes of all pieces. */
  stored: number;
  /** The bytes received after them. */
  waiting: Chunk[];
  bytes: number;
  /** Whether the browser refused a piece. From then on, all bytes stay in memory. */
  isFull: boolean;
}

/** Opens the partial download that an earlier tab left at `address`, or an empty one. */
export async function openPartialEntries(location: EntryAddress): Promise<PartialEntries> {
  const state = await readState(location);
  if (state.origin?.isDecoded && state.origin.total !== state.bytes) await discardPieces(location, state);
  return {
    get bytes() {
      return state.bytes;
    },
    get origin() {
      return state.origin;
    },
    async begin(given) {
      state.origin = given;
    },
    async append(chunk) {
      state.waiting.push(chunk);
      state.bytes += chunk.length;
      if (state.bytes - state.stored >= PIECE) await storeWaiting(location, state);
    },
    reset: () => discardPieces(location, state),
    read: () => contentOf(location, state),
    close: () => storeWaiting(location, state),
  };
}

async function storeWaiting({ store, address }: EntryAddress, state: PartialState): Promise<void> {
  const { origin, stored, waiting, bytes } = state;
  if (bytes === stored || state.isFull || !origin) return;
  const piece = { from: stored, bytes: bytes - stored };
  try {
    await store.put(pieceAt(address, stored), responseOf(new Blob(waiting), piece.bytes, origin));
  } catch {
    // No space for pieces. The complete file may still fit, and reports its own error if it does not.
    state.isFull = true;
    return;
  }
  state.pieces.push(piece);
  Object.assign(state, { waiting: [], stored: bytes });
}

async function discardPieces({ store, address }: EntryAddress, state: PartialState): Promise<void> {
  for (const { from } of state.pieces) await store.delete(pieceAt(address, from)).catch(() => false);
  Object.assign(state, { origin: undefined, pieces: [], stored: 0, waiting: [], bytes: 0 });
}

async function* contentOf(
  { store, address }: EntryAddress,
  { pieces, waiting }: PartialState,
): AsyncGenerator<Chunk> {
  for (const { from } of pieces) {
    const response = await store.match(pieceAt(address, from));
    if (response) yield new Uint8Array(await response.arrayBuffer());
  }
  yield* waiting;
}

async function readState({ store, address }: EntryAddress): Promise<PartialState> {
  const pieces: Piece[] = [];
  let origin: PartialOrigin | undefined;
  for (let from = 0; ; ) {
    const response = await store.match(pieceAt(address, from));
    const bytes = Number(response?.headers.get(BYTES) ?? 0);
    if (!response || !(bytes > 0))
      return { origin, pieces, stored: from, waiting: [], bytes: from, isFull: false };
    origin = JSON.parse(decodeURIComponent(response.headers.get(ORIGIN) ?? 'null')) ?? undefined;
    pieces.push({ from, bytes });
    from += bytes;
  }
}

// Headers hold Latin-1 only, but addresses and file names may contain other characters.
function responseOf(body: Blob, bytes: number, origin: PartialOrigin): Response {
  const headers = { [BYTES]: String(bytes), [ORIGIN]: encodeURIComponent(JSON.stringify(origin)) };
  return new Response(body, { headers });
}
