// Decodes JPEG files. This file walks the segments; libjpeg-turbo, which Chromium also uses, decompresses the pixels.
import type { DecodedImage } from '../files/images/decode-image.ts';
import {
  allocateIn,
  put,
  requireDecodableSize,
  TURBO_JPEG,
  type TurboJpeg,
  withCodec,
  withFresh,
} from './codec.ts';
import { type Orientation, orientationOf, turned } from './exif.ts';

/** TurboJPEG's numbers for pixel formats: RGBA, and CMYK. */
const RGBA = 7;
const CMYK = 11;

/** Markers of the relevant segments. */
const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly orientation: Orientation;
}

/** Throws an Error that describes the fault. */
export function decodeJpeg(bytes: Uint8Array): DecodedImage {
  const { width, height, components, orientation } = readHeader(bytes);
  const data = withCodec(TURBO_JPEG, (codec: TurboJpeg) => {
    const jpeg = put(codec, bytes);
    const pixels = allocateIn(codec.malloc, 4 * width * height);
    const handle = codec.tjInitDecompress();
    const format = components === 4 ? CMYK : RGBA;
    const parameters = [handle, jpeg, bytes.length, pixels, width, 0, height, format, 0];
    const fault = faultOf(codec, () => codec.tjDecompress2(...parameters));
    if (fault !== undefined) throw new Error(`the JPEG is damaged (${fault})`);
    const copy = new Uint8Array(codec.memory.buffer, pixels, 4 * width * height).slice();
    codec.tjDestroy(handle);
    codec.free(pixels);
    codec.free(jpeg);
    return copy;
  });
  if (components === 4) cmykToRgba(data);
  return turned({ width, height, channels: 4, data }, orientation);
}

/** The message of the decoder, or undefined if the pixels are good. */
function faultOf(codec: TurboJpeg, decompress: () => number): string | undefined {
  let isComplete = true;
  try {
    if (decompress() === 0) return undefined;
  } catch {
    isComplete = false;
  }
  const message = lastMessage(codec);
  // Stray bytes between segments and unusual versions are harmless. After any other warning, some pixels are invented.
  if (isComplete && /extraneous bytes before marker|Unknown Adobe|unknown JFIF/i.test(message))
    return undefined;
  return message;
}

/**
 * The last message of the decoder. It is in a buffer that no export leads to, and that holds "No error" until there is
 * an error: the buffer is where a fresh instance says so and this one no longer does.
 */
function lastMessage({ memory }: TurboJpeg): string {
  const none = 'No error';
  return withFresh(TURBO_JPEG, (fresh: TurboJpeg) => {
    const before = textOf(fresh.memory);
    const now = textOf(memory);
    for (let at = before.indexOf(none); at >= 0; at = before.indexOf(none, at + 1)) {
      const message = /^[\x20-\x7e]+/.exec(now.slice(at, at + 200))?.[0] ?? none;
      if (!message.startsWith(none)) return message.replace(/\.$/, '');
    }
    return 'its pixels cannot be decoded';
  });
}

/** The static part of the memory as text, one character per byte. */
function textOf({ buffer }: WebAssembly.Memory): string {
  return Buffer.from(buffer, 0, Math.min(buffer.byteLength, 2 ** 17)).toString('latin1');
}

function readHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let orientation: Orientation | undefined;
  let frame: Omit<Header, 'orientation'> | undefined;
  for (let at = 2; ; ) {
    // Segments may be padded with 0xff and followed by stray bytes, which decoders skip.
    while (at < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] > 0 && bytes[at + 1] < 0xff)) at++;
    if (at + 4 > bytes.length) throw new Error('the JPEG is cut off within its header');
    const marker = bytes[at + 1];
    if (marker === END_OF_IMAGE) throw new Error('the JPEG is damaged (it ends before its pixels)');
    if (marker === START_OF_SCAN) break;
    if ((marker >= 0xd0 && marker <= 0xd8) || marker === 0x01) {
      at += 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length)
      throw new Error('the JPEG is cut off within its header');
    const content = bytes.subarray(at + 4, at + 2 + length);
    if (isStartOfFrame(marker)) frame = readFrame(marker, content);
    if (marker === APP1 && isExif(content)) orientation ??= orientationOf(content.subarray(6));
    at += 2 + length;
  }
  if (frame === undefined) throw new Error('the JPEG is damaged (its size is missing)');
  return { ...frame, orientation: orientation ?? 1 };
}

/** 0xc4, 0xc8 and 0xcc lie between the markers of frames but mean something else. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(marker: number, content: Uint8Array): Omit<Header, 'orientation'> {
  if (content.length < 6) throw new Error('the JPEG is cut off within its header');
  const process = marker - 0xc0;
  if (process === 3 || process === 7 || process === 11 || process === 15) {
    throw new Error('it is a lossless JPEG, which is not read; save it as an ordinary JPEG');
  }
  if (process === 9 || process === 10) {
    throw new Error('it is an arithmetically coded JPEG, which is not read; save it as an ordinary JPEG');
  }
  if (process > 2) {
    throw new Error('it is a hierarchical JPEG, which is not read; save it as an ordinary JPEG');
  }
  const [precision] = content;
  if (precision !== 8) {
    throw new Error(
      `it is a JPEG of ${precision} bits, and only those of 8 bits are read; save it with 8 bits`,
    );
  }
  const [height, width] = [content[1] * 256 + content[2], content[3] * 256 + content[4]];
  requireDecodableSize(width, height);
  return { width, height, components: content[5] };
}

function isExif(content: Uint8Array): boolean {
  return String.fromCharCode(...content.subarray(0, 6)) === 'Exif\0\0';
}

/** Works in place. Adobe's programs, which write such files, store ink as 255 minus its amount. */
function cmykToRgba(data: Uint8Array): void {
  for (let at = 0; at < data.length; at += 4) {
    const black = data[at + 3];
    for (let channel = 0; channel < 3; channel++) {
      data[at + channel] = Math.floor((data[at + channel] * black) / 255);
    }
    data[at + 3] = 255;
  }
}
