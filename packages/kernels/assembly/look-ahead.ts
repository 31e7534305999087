// Memory that will soon be needed is brought into the cache while there is arithmetic to do: WebAssembly cannot ask for
// that, but whoever reads a word of a cache line has it. The reads wait for nobody; the products go on meanwhile.

const LINE: usize = 64;

/** A stretch of memory that is gone through share by share. */
@unmanaged
export class Ahead {
  at: usize;
  end: usize;
  share: usize;
  /** What was read: kept, so that no compiler leaves the reading out. */
  seen: i32;
}

export const AHEAD_BYTES: usize = 16;

/** Will go through `bytes` from `start` on in so many shares, of which the first `skipped` are left out. */
export function beginAhead(at: usize, start: usize, bytes: usize, shares: i32, skipped: i32): Ahead {
  const ahead = changetype<Ahead>(at);
  ahead.share = (bytes / <usize>shares & ~(LINE - 1)) + LINE;
  ahead.at = start + <usize>skipped * ahead.share;
  ahead.end = start + bytes;
  return ahead;
}

/** Reads the next share. */
export function lookAhead(ahead: Ahead): void {
  const end = min(ahead.at + ahead.share, ahead.end);
  let at = ahead.at, seen = 0;
  for (; at < end; at += LINE) seen |= load<i32>(at);
  ahead.at = at;
  ahead.seen = seen;
}
