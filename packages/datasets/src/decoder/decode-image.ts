// PNG and JPEG files to pixels in Node, Bun and Deno: the same pixels as Chromium's within one level. A file's kind is
// told from its first bytes, never from its name. In browsers the browser decodes: ../files/images/decode-image.ts.
import { check } from '../check.ts';
import { DatasetError, reasonOf } from '../error.ts';
import type { DecodedImage } from '../files/images/decode-image.ts';
import { imageKind } from '../files/images/image-kind.ts';
import { decodeJpeg } from './jpeg.ts';
import { decodePng } from './png.ts';

/**
 * Decodes a PNG or a JPEG of any kind: every bit depth, palettes, transparency, interlacing; baseline, progressive and
 * arithmetic coding, every sampling of the colours, grey and CMYK. The picture is turned as its EXIF data say. Colour
 * profiles are not applied. Values of 16 bits are reduced to their upper eight.
 *
 * Needs the packages `@cwasm/lodepng` and `@cwasm/jpeg-turbo`.
 *
 * @param bytes the whole file.
 * @param path what errors call the file. Default `The picture`.
 * @returns red, green, blue and alpha, 0..255.
 * @throws DatasetError `PARSE_IMAGE` for a damaged picture, one of more than 50 megapixels, and every other kind of file,
 *   which the message names; `UNSUPPORTED` if a package is missing; `INVALID_ARGUMENT` if `bytes` is no Uint8Array, or `path` no text.
 */
export function decodeImage(bytes: Uint8Array, path = 'The picture'): DecodedImage {
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
