// Decodes PNG and JPEG files in Node, Bun and Deno, to the pixels of Chromium within one level. The kind of a file is
// determined by its first bytes, never by its name. Browsers decode by themselves: ../files/images/decode-image.ts.
import { check } from '../check.ts';
import { DatasetError, reasonOf } from '../error.ts';
import type { DecodedImage } from '../files/images/decode-image.ts';
import { imageKind } from '../files/images/image-kind.ts';
import { decodeJpeg } from './jpeg.ts';
import { decodePng } from './png.ts';

/**
 * Decodes a PNG (any bit depth, palettes, transparency, interlacing) or a JPEG (baseline and progressive coding, any
 * chroma subsampling, grey, colour and CMYK). The EXIF orientation is applied. Colour profiles are not. Values of 16
 * bits are reduced to their upper eight.
 *
 * Requires the packages `@cwasm/lodepng` and `@cwasm/jpeg-turbo`.
 *
 * @param bytes the whole file.
 * @param path the name of the file in error messages. Default `The image`.
 * @returns red, green, blue and alpha, 0..255.
 * @throws DatasetError `PARSE_IMAGE` for a damaged image, one of more than 50 megapixels, and any other kind of file,
 * which the message names; `UNSUPPORTED` if a package is missing; `INVALID_ARGUMENT` if `bytes` is not a Uint8Array
 * or `path` is not a string.
 */
export function decodeImage(bytes: Uint8Array, path = 'The image'): DecodedImage {
  check.instance('bytes', bytes, [Uint8Array]);
  check.text('path', path);
  const kind = imageKind(bytes);
  try {
    if (kind === 'PNG') return decodePng(bytes);
    if (kind === 'JPEG') return decodeJpeg(bytes);
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause;
    throw new DatasetError('PARSE_IMAGE', `${path} cannot be decoded: ${reasonOf(cause)}.`, { cause });
  }
  throw new DatasetError('PARSE_IMAGE', `${path} cannot be decoded: ${otherKind(kind)}.`);
}

function otherKind(kind: string | undefined): string {
  if (kind === undefined) return 'it is neither a PNG nor a JPEG';
  if (kind === 'empty') return 'the file is empty';
  return `it is ${kind}, and only PNG and JPEG are read; convert it to one of them`;
}
