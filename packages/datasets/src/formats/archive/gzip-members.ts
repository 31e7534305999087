// Finds where the members of a gzip file end (RFC 1952). A file may have several members, and zeros after the last.
// Platforms treat these differently, and none reports where a member ended, so the deflate data (RFC 1951) are parsed
// here, symbol by symbol, without decompressing. The platform decompresses: ./inflate.ts.

const LENGTH_BITS = 15;
const END_OF_BLOCK = 256;
const FIRST_LENGTH = 257;
const TRAILER = 8;
/** The order in which a block stores the code lengths of its code length alphabet. */
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;

/** Whether a gzip member starts at `at`. */
export function isGzip(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b;
}

/**
 * The start and end of each member, in order.
 *
 * @throws Error if a member is damaged or truncated; RangeError if anything but zeros follows the last one.
 */
export function* gzipMembers(bytes: Uint8Array): Generator<{ readonly start: number; readonly end: number }> {
  let start = 0;
  while (start === 0 || isGzip(bytes, start)) {
    const end = memberEnd(bytes, start);
    if (end === undefined) throw new Error('damaged or cut off');
    yield { start, end };
    start = end;
  }
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] !== 0) throw new RangeError(`${bytes.length - start} bytes follow the compressed data`);
  }
}

/** The position after the member that starts at `start`; undefined if it is damaged or truncated. */
function memberEnd(bytes: Uint8Array, start: number): number | undefined {
  const body = headerEnd(bytes, start);
  const end = body === undefined ? undefined : deflateEnd(bytes, body);
  return end === undefined || end + TRAILER > bytes.length ? undefined : end + TRAILER;
}

function headerEnd(bytes: Uint8Array, start: number): number | undefined {
  const flags = bytes[start + 3];
  let at = start + 10;
  if (flags & 4) at += 2 + bytes[at] + 256 * bytes[at + 1];
  // A name and a comment, both zero-terminated.
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return undefined;
    at = zero + 1;
  }
  if (flags & 2) at += 2;
  return at < bytes.length ? at : undefined;
}

interface Bits {
  /** Reads the next `count` bits, at most 15. */
  take(count: number): number;
  /** Reads the next symbol of a code; undefined if the bits match none. */
  symbol(code: Uint16Array): number | undefined;
  /** Discards the rest of the current byte. @returns the position of the next one. */
  toByte(): number;
  skipTo(position: number): void;
  /** Whether more bits were read than there are. */
  isBeyondEnd(): boolean;
}

function bitsOf(bytes: Uint8Array, start: number): Bits {
  let at = start;
  let held = 0;
  let count = 0;
  const hold = (bits: number) => {
    for (; count < bits; count += 8) held |= (bytes[at++] ?? 0) << count;
  };
  const drop = (bits: number) => {
    held >>>= bits;
    count -= bits;
  };
  return {
    take(bits) {
      hold(bits);
      const value = held & ((1 << bits) - 1);
      drop(bits);
      return value;
    },
    symbol(code) {
      hold(LENGTH_BITS);
      const entry = code[held & ((1 << LENGTH_BITS) - 1)];
      drop(entry & 15);
      return entry === 0 ? undefined : entry >> 4;
    },
    toByte: () => at - (count >> 3),
    skipTo(position) {
      [at, held, count] = [position, 0, 0];
    },
    isBeyondEnd: () => at - (count >> 3) > bytes.length,
  };
}

function deflateEnd(bytes: Uint8Array, start: number): number | undefined {
  const bits = bitsOf(bytes, start);
  for (;;) {
    const isLast = bits.take(1) === 1;
    const type = bits.take(2);
    if (type === 0) {
      const at = bits.toByte();
      bits.skipTo(at + 4 + bytes[at] + 256 * bytes[at + 1]);
    } else if (type === 3 || !skipCompressed(bits, type === 1 ? FIXED : dynamicCodes(bits))) {
      return undefined;
    }
    if (!(bits.toByte() <= bytes.length)) return undefined;
    if (isLast) return bits.toByte();
  }
}

interface Codes {
  readonly literals: Uint16Array;
  readonly distances: Uint16Array;
}

/** Skips the symbols of a block; false if they are invalid. */
function skipCompressed(bits: Bits, { literals, distances }: Codes): boolean {
  while (!bits.isBeyondEnd()) {
    const symbol = bits.symbol(literals);
    if (symbol === undefined) return false;
    if (symbol === END_OF_BLOCK) return true;
    if (symbol < END_OF_BLOCK) continue;
    const length = symbol - FIRST_LENGTH;
    bits.take(length < 8 || length > 27 ? 0 : (length >> 2) - 1);
    const distance = bits.symbol(distances);
    if (distance === undefined) return false;
    bits.take(distance < 4 ? 0 : (distance >> 1) - 1);
  }
  return false;
}

function dynamicCodes(bits: Bits): Codes {
  const literals = bits.take(5) + FIRST_LENGTH;
  const all = literals + bits.take(5) + 1;
  const lengthsOfLengths = new Uint8Array(19);
  const given = bits.take(4) + 4;
  for (const code of CODE_ORDER.slice(0, given)) lengthsOfLengths[code] = bits.take(3);
  const code = tableOf(lengthsOfLengths);
  const lengths = new Uint8Array(all);
  for (let at = 0; at < all; ) {
    const symbol = bits.symbol(code) ?? 0;
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    const repeated = symbol === 16 ? lengths[at - 1] : 0;
    const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    lengths.fill(repeated, at, at + times);
    at += times;
  }
  return { literals: tableOf(lengths.subarray(0, literals)), distances: tableOf(lengths.subarray(literals)) };
}

/**
 * A table indexed by the next 15 bits: the symbol shifted left by four, plus the length of its code; 0 if there is no
 * code.
 */
function tableOf(lengths: Uint8Array): Uint16Array {
  const counts = new Uint16Array(LENGTH_BITS + 2);
  for (const length of lengths) if (length > 0) counts[length]++;
  const next = new Uint16Array(LENGTH_BITS + 2);
  for (let length = 1; length <= LENGTH_BITS; length++)
    next[length + 1] = (next[length] + counts[length]) << 1;
  const table = new Uint16Array(1 << LENGTH_BITS);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const first = reversed(next[length]++, length);
    for (let at = first; at < table.length; at += 1 << length) table[at] = (symbol << 4) | length;
  });
  return table;
}

function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}

const FIXED: Codes = {
  literals: tableOf(
    Uint8Array.from({ length: 288 }, (_, symbol) =>
      symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
    ),
  ),
  distances: tableOf(new Uint8Array(30).fill(5)),
};
