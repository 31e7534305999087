// The CRC-32 that a zip names for each of its files, and the one that some bytes have. fflate unpacks without looking.
// Fields by APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16.

const listEntry = 0x02014b50;
const listEnd = 0x06054b50;
const shortestEnd = 22;
const longestComment = 65_535;

/** What the archive's list says, by name; a zip without a list says nothing. */
export function zipChecksums(zip: Uint8Array): ReadonlyMap<string, number> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const found = new Map<string, number>();
  const end = findEnd(view);
  if (end === undefined) return found;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > zip.length || view.getUint32(at, true) !== listEntry) break;
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const text = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + name));
    found.set(text, view.getUint32(at + 16, true));
    at += 46 + name + extra + comment;
  }
  return found;
}

function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - shortestEnd - longestComment);
  for (let at = view.byteLength - shortestEnd; at >= first; at--) {
    if (view.getUint32(at, true) === listEnd) return at;
  }
  return undefined;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as zip and gzip have it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
