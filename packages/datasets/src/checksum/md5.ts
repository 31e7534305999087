// MD5 (RFC 1321), for files without a better published checksum. Web Crypto does not offer it. It detects damage;
// against deliberate forgery it is weaker than sha256.

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

/** The table of the RFC: the first 32 bits of |sin(i + 1)|. Sines are accurate enough for that on every engine. */
const TABLE = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

/** The MD5 as 32 lower-case hexadecimal digits. The empty message has d41d8cd98f00b204e9800998ecf8427e. */
export function md5(bytes: Uint8Array): string {
  const state = Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476);
  const words = new Int32Array(16);
  const whole = bytes.length - (bytes.length % 64);
  for (let at = 0; at < whole; at += 64) addBlock(state, words, bytes, at);
  const tail = finalBlocks(bytes.subarray(whole), bytes.length);
  for (let at = 0; at < tail.length; at += 64) addBlock(state, words, tail, at);
  return Array.from(new Uint8Array(littleEndian(state)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}

/** The remaining bytes, a one bit, zeros, and the length in bits: one block or two. */
function finalBlocks(rest: Uint8Array, length: number): Uint8Array {
  const blocks = new Uint8Array(rest.length < 56 ? 64 : 128);
  blocks.set(rest);
  blocks[rest.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, (length * 8) >>> 0, true);
  view.setUint32(blocks.length - 4, Math.floor(length / 2 ** 29), true);
  return blocks;
}

function addBlock(state: Int32Array, words: Int32Array, bytes: Uint8Array, at: number): void {
  for (let word = 0; word < 16; word++) {
    const from = at + 4 * word;
    words[word] = bytes[from] | (bytes[from + 1] << 8) | (bytes[from + 2] << 16) | (bytes[from + 3] << 24);
  }
  let [a, b, c, d] = state;
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    const sum = (a + mix(round, b, c, d) + TABLE[step] + words[wordOf(round, step)]) | 0;
    const shift = SHIFTS[round][step & 3];
    const turned = (sum << shift) | (sum >>> (32 - shift));
    a = d;
    d = c;
    c = b;
    b = (b + turned) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (d & b) | (~d & c);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}

function wordOf(round: number, step: number): number {
  if (round === 0) return step;
  if (round === 1) return (5 * step + 1) & 15;
  return round === 2 ? (3 * step + 5) & 15 : (7 * step) & 15;
}

function littleEndian(words: Int32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(4 * words.length));
  words.forEach((word, index) => {
    view.setInt32(4 * index, word, true);
  });
  return view.buffer;
}
