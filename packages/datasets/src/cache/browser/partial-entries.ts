// A partial download in the browser's Cache API: entries of a megabyte, each with where its bytes come from. A tab that is
// closed in the middle leaves the pieces that were stored. On disk: ../disk/partial-file.ts.
import type { Partial, PartialOrigin } from '../cache.ts';

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
export interface PartialEntries extends Partial {
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

/** A download's place in a cache. */
interface Place {
  readonly store: EntryStore;
  readonly address: string;
}

/** What is there of it. */
interface Held {
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
export async function openPartialEntries(place: Place): Promise<PartialEntries> {
  const held = await heldAt(place);
  if (held.origin?.isDecoded && held.origin.total !== held.bytes) await forget(place, held);
  return {
    get bytes() {
      return held.bytes;
    },
    get origin() {
      return held.origin;
    },
    async begin(given) {
      held.origin = given;
    },
    async append(chunk) {
      held.waiting.push(chunk);
      held.bytes += chunk.length;
      if (held.bytes - held.stored >= PIECE) await storeWaiting(place, held);
    },
    reset: () => forget(place, held),
    read: () => contentOf(place, held),
    close: () => storeWaiting(place, held),
  };
}

async function storeWaiting({ store, address }: Place, held: Held): Promise<void> {
  const { origin, stored, waiting, bytes } = held;
  if (bytes === stored || held.isFull || !origin) return;
  const piece = { from: stored, bytes: bytes - stored };
  try {
    await store.put(pieceAt(address, stored), responseOf(new Blob(waiting), piece.bytes, origin));
  } catch {
    // No room for parts: the file itself may still fit, or fails with words of its own.
    held.isFull = true;
    return;
  }
  held.pieces.push(piece);
  Object.assign(held, { waiting: [], stored: bytes });
}

async function forget({ store, address }: Place, held: Held): Promise<void> {
  for (const { from } of held.pieces) await store.delete(pieceAt(address, from)).catch(() => false);
  Object.assign(held, { origin: undefined, pieces: [], stored: 0, waiting: [], bytes: 0 });
}

async function* contentOf({ store, address }: Place, { pieces, waiting }: Held): AsyncGenerator<Chunk> {
  for (const { from } of pieces) {
    const response = await store.match(pieceAt(address, from));
    if (response) yield new Uint8Array(await response.arrayBuffer());
  }
  yield* waiting;
}

async function heldAt({ store, address }: Place): Promise<Held> {
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
