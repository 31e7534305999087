// A partial download in the browser's Cache API: entries of a megabyte, each with where its bytes come from. A tab that is
// closed in the middle leaves the pieces that were stored. On disk: ../disk/partial-file.ts.
import type { PartialDownload, PartialOrigin } from '../cache.ts';

type Chunk = Uint8Array<ArrayBuffer>;

const BYTES = 'x-nn101-bytes';
const ORIGIN = 'x-nn101-origin';
/** Bytes of a piece. What came after the last whole one is in memory only, until the partial is closed. */
export const PIECE = 1 << 20;

/** The part of the browser's Cache that is used here. */
export interface EntryStore {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<void>;
  delete(url: string): Promise<boolean>;
}

/** A partial download that outlives its tab. */
export interface PartialEntries extends PartialDownload {
  /** Stores what is in memory alone. Never throws. */
  close(): Promise<void>;
}

interface Piece {
  readonly from: number;
  readonly bytes: number;
}

/** The URL of the piece that begins with byte `from`, of the download that `address` names. */
const pieceAt = (address: string, from: number) => `${address}.download/${from}`;

/** Whether a URL is that of a piece of a download whose address begins with `prefix`. */
export function isPieceBelow(prefix: string, url: string): boolean {
  return url.startsWith(prefix) && /\.download\/\d+$/.test(url);
}

/** A download's location in a cache. */
interface EntryAddress {
  readonly store: EntryStore;
  readonly address: string;
}

/** What is there of it. */
interface PartialState {
  origin: PartialOrigin | undefined;
  pieces: Piece[];
  /** Bytes of all pieces. */
  stored: number;
  /** What came after them. */
  waiting: Chunk[];
  bytes: number;
  /** Whether a piece was refused: from then on everything waits. */
  isFull: boolean;
}

/** Opens what an earlier tab left at `address`, or begins with nothing. */
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
    // No room for parts: the file itself may still fit, or fails with words of its own.
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

// Headers hold Latin letters only, addresses and file names may have others.
function responseOf(body: Blob, bytes: number, origin: PartialOrigin): Response {
  const headers = { [BYTES]: String(bytes), [ORIGIN]: encodeURIComponent(JSON.stringify(origin)) };
  return new Response(body, { headers });
}
