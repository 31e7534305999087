// Recognises the kind of a file by its first bytes, for error messages: file names can be wrong.
import { check } from '../../check.ts';

/** `text` is at byte `at` of the file. */
interface Signature {
  readonly kind: string;
  readonly text: string;
  readonly at?: number;
}

/** The first match counts. */
const SIGNATURES: readonly Signature[] = [
  { kind: 'PNG', text: '\x89PNG\r\n\x1a\n' },
  { kind: 'JPEG', text: '\xff\xd8\xff' },
  { kind: 'a GIF', text: 'GIF8' },
  { kind: 'a WebP', text: 'WEBP', at: 8 },
  { kind: 'an AVIF', text: 'ftypavi', at: 4 },
  { kind: 'a HEIC', text: 'ftyphe', at: 4 },
  { kind: 'a HEIC', text: 'ftypmif1', at: 4 },
  { kind: 'a HEIC', text: 'ftypmsf1', at: 4 },
  { kind: 'a video', text: 'ftyp', at: 4 },
  { kind: 'a TIFF', text: 'II*\0' },
  { kind: 'a TIFF', text: 'MM\0*' },
  { kind: 'a TIFF', text: 'II+\0' },
  { kind: 'a TIFF', text: 'MM\0+' },
  { kind: 'a BMP', text: 'BM' },
  { kind: 'an icon (ICO)', text: '\0\0\x01\0' },
  { kind: 'a JPEG XL', text: '\0\0\0\x0cJXL ' },
  { kind: 'a JPEG XL', text: '\xff\x0a' },
  { kind: 'a JPEG 2000', text: '\0\0\0\x0cjP  ' },
  { kind: 'a JPEG 2000', text: '\xff\x4f\xff\x51' },
  { kind: 'a Photoshop document', text: '8BPS' },
  { kind: 'a PDF', text: '%PDF' },
  { kind: 'a QOI', text: 'qoif' },
  { kind: 'an animation (MNG)', text: '\x8aMNG' },
  { kind: 'an OpenEXR', text: 'v/1\x01' },
  { kind: 'a ZIP archive', text: 'PK\x03\x04' },
  { kind: 'gzip data', text: '\x1f\x8b' },
  { kind: 'a pointer of Git LFS (run git lfs pull)', text: 'version https://git-lfs' },
];

/** Patterns of text files, after white space and a byte order mark. */
const TEXTS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['an SVG', /^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg/is],
  ['an HTML page', /^<(!doctype html|html|head|body)/i],
  ['a Netpbm image', /^P[1-7]\s/],
];

/** File names of images, whether they can be decoded or not. */
const IMAGE_PATH =
  /\.(png|apng|jpe?g|jpe|jfif|pjpeg|pjp|gif|webp|avif|heic|heif|bmp|dib|tiff?|dng|svg|ico|jxl|jp2|j2k|psd|qoi|exr|hdr|p[bgnp]m|cr2|cr3|nef|arw|raw|raf|orf|tga)$/i;

/** `PNG`, `JPEG`, or another kind with its article, such as `a WebP`; `empty`; undefined if unknown. */
export function imageKind(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'empty';
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  const signature = SIGNATURES.find(({ text, at = 0 }) => head.startsWith(text, at));
  if (signature !== undefined) return signature.kind;
  const text = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  return TEXTS.find(([, pattern]) => pattern.test(text))?.[0];
}

/**
 * Whether a path has the extension of an image, decodable or not.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if `path` is not a string.
 */
export function isImagePath(path: string): boolean {
  check.text('path', path);
  return IMAGE_PATH.test(path);
}
