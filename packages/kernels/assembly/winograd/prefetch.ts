// Memory that is about to be read, fetched into the cache at once. WebAssembly cannot ask for that, but whoever reads a word of
// a cache line has it, and reads that do not depend on each other wait together: once for many lines, where the arithmetic
// that needs them would wait again and again.

const LINE: usize = 64;

/** A stretch of memory that is gone through share by share. */
@unmanaged
export class Lines {
  at: usize;
  end: usize;
  share: usize;
  /** What was read: kept, so that no compiler leaves the reading out. */
  seen: i32;
}

export const LINES_BYTES: usize = 16;

/** Will go through `bytes` from `start` on in so many shares. */
export function beginLines(at: usize, start: usize, bytes: usize, shares: i32): Lines {
  const lines = changetype<Lines>(at);
  lines.share = (bytes / <usize>shares & ~(LINE - 1)) + LINE;
  lines.at = start;
  lines.end = start + bytes;
  return lines;
}

/** Fetches the next share. */
export function fetchLines(lines: Lines): void {
  const end = min(lines.at + lines.share, lines.end);
  let at = lines.at, seen = 0;
  for (; at < end; at += LINE) seen |= load<i32>(at);
  lines.at = at;
  lines.seen = seen;
}
