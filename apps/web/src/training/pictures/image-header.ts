// Reads format and size from the first bytes of an image file, before the browser decodes it, so that a picture of a
// hundred megapixels is rejected at no cost. The format follows from the bytes, not from the file's name.

export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG' | 'GIF' | 'WebP' | 'BMP';
  readonly width: number;
  readonly height: number;
}

/** The size is within this many bytes, except in JPEGs with very large metadata. */
export const headerBytes = 256 * 1024;

/** Returns the header, or `undefined` if the format is not one of these. */
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

/** Finds the segment of a JPEG that contains the size. */
function jpeg(view: DataView): ImageHeader | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // The markers C0 to CF start a frame, except for three with other meanings.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { format: 'JPEG', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Larger images are not decoded. */
export const mostMegapixels = 50;

/** Returns why a file cannot be used, as a message for the reader; `undefined` if it can. */
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
