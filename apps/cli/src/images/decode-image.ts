// PNG and JPEG bytes to a raster. Known by their first bytes, never by the name of the file.
import { convertIndexedToRgb, type DecodedPng, decode as decodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import type { Raster } from './raster.ts';

/** More pixels than this are refused before they are decoded. */
export const maximumMegapixels = 50;

/**
 * Decodes a PNG or a JPEG. Transparent parts become white, or black where the drawing is light.
 * Throws an `Error` whose message says what is wrong with the bytes.
 */
export function decodeImage(bytes: Uint8Array): Raster {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return decodePngImage(bytes);
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return decodeJpegImage(bytes);
  throw new Error('it is neither a PNG nor a JPEG');
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

function decodePngImage(bytes: Uint8Array): Raster {
  if (bytes.length < 24) throw new Error('the PNG ends within its header');
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkSize(header.getUint32(16), header.getUint32(20));
  const png = decodeOrSay('PNG', () => decodePng(bytes, { checkCrc: true }));
  return withoutAlpha(eightBits(png));
}

function decodeJpegImage(bytes: Uint8Array): Raster {
  const { width, height, data } = decodeOrSay('JPEG', () =>
    jpeg.decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: maximumMegapixels,
    }),
  );
  checkSize(width, height);
  return { width, height, channels: 3, data: Float32Array.from(data) };
}

function decodeOrSay<T>(format: string, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the ${format} is damaged (${reason.replace(/\.$/, '')})`, { cause });
  }
}

function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new Error(`it is ${width}x${height} pixels, and so has none`);
  if (width * height > maximumMegapixels * 1e6) {
    throw new Error(`it is ${width}x${height} pixels, more than ${maximumMegapixels} megapixels`);
  }
}

/** Samples of eight bits, one to four channels. */
interface Samples {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float32Array;
}

function eightBits(png: DecodedPng): Samples {
  const { width, height } = png;
  if (png.palette !== undefined) {
    const channels = png.palette[0]?.length ?? 3;
    return { width, height, channels, data: Float32Array.from(convertIndexedToRgb(png)) };
  }
  const maximum = 2 ** png.depth - 1;
  const samples = png.depth < 8 ? unpack(png) : png.data;
  const data = Float32Array.from(samples, (value) => (value / maximum) * 255);
  return { width, height, channels: png.channels, data };
}

/** Grey PNGs of 1, 2 and 4 bits hold several pixels in a byte; each row starts a new one. */
function unpack({ width, height, depth, data }: DecodedPng): Uint8Array {
  const perByte = 8 / depth;
  const rowBytes = Math.ceil(width / perByte);
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = data[y * rowBytes + Math.floor(x / perByte)];
      out[y * width + x] = (byte >> (8 - depth * ((x % perByte) + 1))) & (2 ** depth - 1);
    }
  }
  return out;
}

function withoutAlpha({ width, height, channels, data }: Samples): Raster {
  if (channels === 1 || channels === 3) return { width, height, channels, data };
  const colours = channels === 2 ? 1 : 3;
  const background = backgroundFor(data, channels);
  const out = new Float32Array(width * height * colours);
  for (let i = 0; i < width * height; i++) {
    const alpha = data[i * channels + colours] / 255;
    for (let c = 0; c < colours; c++) {
      out[i * colours + c] = alpha * data[i * channels + c] + (1 - alpha) * background;
    }
  }
  return { width, height, channels: colours, data: out };
}

/** A drawing on nothing is dark on white or light on black; the drawing itself tells which. */
function backgroundFor(data: Float32Array, channels: number): number {
  let [sum, weight] = [0, 0];
  for (let i = 0; i < data.length; i += channels) {
    const alpha = data[i + channels - 1];
    for (let c = 0; c < channels - 1; c++) sum += alpha * data[i + c];
    weight += alpha * (channels - 1);
  }
  return sum < 128 * weight ? 255 : sum === 0 ? 255 : 0;
}
