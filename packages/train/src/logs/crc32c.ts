// The checksum of event files: CRC-32C (Castagnoli; RFC 3720, appendix B.4), bit by bit, for records of a few bytes.

/** The polynomial with its bits in reverse. */
const polynomial = 0x82f63b78;

/** Returns a number from 0 to 2^32 - 1. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  }
  return ~crc >>> 0;
}
