// What an image file says of itself in its first bytes: its format and its size. Known before a browser is asked to
// decode it, so that a picture of a hundred megapixels costs nothing. Formats are known by their bytes, not by names.

export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG' | 'GIF' | 'WebP' | 'BMP';
  readonly width: number;
  readonly height: number;
}

/** So many bytes are enough to find the size in; of JPEGs with much in front of it, usually. */
export const headerBytes = 256 * 1024;

/** The header, or `undefined` where the bytes are of no image that is known here. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (text: string, at = 0) => [...text].every((sign, i) => bytes[at + i] === sign.charCodeAt(0));
  if (starts('\x89PNG\r\n\x1a\n') && bytes.length >= 24) {
    return { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (starts('GIF8') && bytes.length >= 10) {
    return { format: 'GIF', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (starts('BM') && bytes.length >= 26) {
    return { format: 'BMP', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  }
  if (starts('RIFF') && starts('WEBP', 8) && bytes.length >= 30) return webp(view, bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(view);
  return undefined;
}

function webp(view: DataView, bytes: Uint8Array): ImageHeader | undefined {
  const kind = String.fromCharCode(...bytes.subarray(12, 16));
  const three = (at: number) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
  if (kind === 'VP8X') return { format: 'WebP', width: three(24) + 1, height: three(27) + 1 };
  if (kind === 'VP8 ') {
    return {
      format: 'WebP',
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
    };
  }
  if (kind !== 'VP8L') return undefined;
  const bits = view.getUint32(21, true);
  return { format: 'WebP', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Walks over a JPEG's segments to the one that has the size. */
function jpeg(view: DataView): ImageHeader | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Start of frame, in all its kinds; between them lie Huffman tables and the arithmetic coder's.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { format: 'JPEG', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** More pixels than this are not decoded. */
export const mostMegapixels = 50;

/** Why a file cannot be taken, in words for people; `undefined` where it can. */
export function faultOfImage(header: ImageHeader | undefined): string | undefined {
  if (!header) return 'it is no image that can be read here (PNG, JPEG, GIF, WebP, BMP)';
  const { width, height } = header;
  if (!(width > 0 && height > 0)) return 'it has no pixels';
  if (width * height > mostMegapixels * 1e6) {
    return `it has ${Math.round((width * height) / 1e6)} megapixels, and ${mostMegapixels} are the most`;
  }
  if (Math.max(width / height, height / width) > 20) return `it is ${width} x ${height}, a mere stripe`;
  return undefined;
}
