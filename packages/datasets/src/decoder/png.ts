// Decodes PNG files. This file walks the chunks; lodepng decompresses the pixels.
import { inflateSync } from 'node:zlib';
import type { DecodedImage } from '../files/images/decode-image.ts';
import { allocateIn, LODEPNG, type Lodepng, put, requireDecodableSize, withCodec } from './codec.ts';
import { orientationOf, turned } from './exif.ts';

const SIGNATURE_BYTES = 8;
/** Chunks that determine the pixels. Others, such as a broken colour profile, must not prevent decoding. */
const DECISIVE = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

/** The maximum compression ratio of deflate. */
const MAX_RATIO = 1032;
/** Bytes that pixels may decompress to without a prior check. */
const UNSUSPECTED = 2 ** 26;

interface Chunks {
  readonly width: number;
  readonly height: number;
  /** The file reduced to its decisive chunks. */
  readonly decisive: Uint8Array;
  readonly exif: Uint8Array | undefined;
}

/** Throws an Error that describes the fault. */
export function decodePng(bytes: Uint8Array): DecodedImage {
  const { width, height, decisive, exif } = chunksOf(bytes);
  const data = withCodec(LODEPNG, (codec: Lodepng) => {
    const png = put(codec, decisive);
    const answer = allocateIn(codec.malloc, 12);
    const fault = codec.lodepng_decode32(answer, answer + 4, answer + 8, png, decisive.length);
    codec.free(png);
    if (fault !== 0) throw new Error(`the PNG is damaged (${reasonOfFault(fault)})`);
    const [pixels] = new Uint32Array(codec.memory.buffer, answer, 1);
    const copy = new Uint8Array(codec.memory.buffer, pixels, 4 * width * height).slice();
    codec.free(pixels);
    codec.free(answer);
    return copy;
  });
  return turned({ width, height, channels: 4, data }, exif === undefined ? 1 : orientationOf(exif));
}

function chunksOf(bytes: Uint8Array): Chunks {
  if (bytes.length < 33) throw new Error('the PNG is cut off within its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const parts: Uint8Array[] = [bytes.subarray(0, SIGNATURE_BYTES)];
  let exif: Uint8Array | undefined;
  let name = '';
  for (let at = SIGNATURE_BYTES; name !== 'IEND'; ) {
    if (at + 12 > bytes.length) throw new Error('the PNG is cut off');
    const length = view.getUint32(at);
    name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === 'CgBI')
      throw new Error("it is a PNG in Xcode's private format; export it as an ordinary PNG");
    if (at === SIGNATURE_BYTES) {
      if (name !== 'IHDR') throw new Error('the PNG is damaged (it does not begin with a header)');
      requireDecodableSize(width, height);
    }
    if (at + 12 + length > bytes.length) throw new Error('the PNG is cut off');
    if (DECISIVE.has(name)) parts.push(bytes.subarray(at, at + 12 + length));
    if (name === 'eXIf') exif = bytes.subarray(at + 8, at + 8 + length);
    at += 12 + length;
  }
  refuseBomb(parts, view.getUint8(24) * width * height);
  return { width, height, decisive: joined(parts), exif };
}

/**
 * lodepng decompresses without a limit. If the result could be far larger than the image, it is checked up to a limit
 * first.
 */
function refuseBomb(parts: readonly Uint8Array[], bits: number): void {
  const packed = parts.filter((part) => String.fromCharCode(...part.subarray(4, 8)) === 'IDAT');
  const pixels = joined(packed.map((part) => part.subarray(8, part.length - 4)));
  if (pixels.length * MAX_RATIO < UNSUSPECTED) return;
  try {
    // Four samples per pixel, plus filter bytes: an image one pixel wide has as many of those as pixels.
    inflateSync(pixels, { maxOutputLength: bits + 2 ** 20 });
  } catch (cause) {
    throw new Error('the PNG is damaged (its pixels do not unpack to its size)', { cause });
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function reasonOfFault(fault: number): string {
  if (fault === 57) return 'a checksum is wrong';
  if (fault === 58) return 'the checksum of its pixels is wrong';
  return `lodepng's error ${fault}`;
}
