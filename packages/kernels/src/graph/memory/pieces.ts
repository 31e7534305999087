// Pieces of memory that are in use for a time: those whose times do not overlap may lie at the same place. What they hold is
// decided by layout.ts.

/** A piece of memory, and from when to when it is in use. */
export interface Piece {
  bytes: number;
  from: number;
  to: number;
  /** Bytes from the start of the memory; known once all pieces are. */
  offset: number;
}

const ALIGNMENT = 64;

/** The pieces of memory of a layout. */
export interface Pieces {
  readonly all: readonly Piece[];
  add(bytes: number, time: Pick<Piece, 'from' | 'to'>): Piece;
}

export function createPieces(): Pieces {
  const all: Piece[] = [];
  return {
    all,
    add: (bytes, { from, to }) => {
      const piece = { bytes: Math.max(Math.ceil(bytes / ALIGNMENT), 1) * ALIGNMENT, from, to, offset: 0 };
      all.push(piece);
      return piece;
    },
  };
}

/** Gives each piece the lowest offset at which no piece of the same time lies, the largest first. @returns all bytes */
export function assignOffsets(pieces: readonly Piece[]): number {
  const placed: Piece[] = [];
  let bytes = 0;
  for (const piece of [...pieces].sort((a, b) => b.bytes - a.bytes)) {
    const others = placed
      .filter(({ from, to }) => from <= piece.to && piece.from <= to)
      .sort((a, b) => a.offset - b.offset);
    let offset = 0;
    for (const other of others) {
      if (offset + piece.bytes <= other.offset) break;
      offset = Math.max(offset, other.offset + other.bytes);
    }
    piece.offset = offset;
    placed.push(piece);
    bytes = Math.max(bytes, offset + piece.bytes);
  }
  return bytes;
}
