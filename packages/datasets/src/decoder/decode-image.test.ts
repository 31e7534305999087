// Invalid files and EXIF data, with values worked out by hand. Every kind of image compared with Chromium:
// chromium.test.ts.
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DatasetError } from '../error.ts';
import { mutate } from '../fixtures/fuzzing/mutate.ts';
import { exifOf, JPEG_KINDS, jpegOfKind, withExif } from '../fixtures/images/jpeg-kinds.ts';
import { PNG_KINDS, pngOfKind } from '../fixtures/images/png-kinds.ts';
import { createRandom } from '../random.ts';
import { decodeImage } from './decode-image.ts';
import { type Orientation, orientationOf, turned } from './exif.ts';

const grey = { colour: 'grey', depth: 8, isKeyed: false, isInterlaced: false } as const;
const png = pngOfKind(grey);

function changed(bytes: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  change(new DataView(copy.buffer));
  return copy;
}

function resizePng(view: DataView, side: number): void {
  view.setUint32(16, side);
  view.setUint32(20, side);
}

const text = (value: string) => Uint8Array.from(value, (sign) => sign.charCodeAt(0));

describe('EXIF orientation', () => {
  // a b    as the file has it
  // c d
  // e f
  const lies = {
    width: 2,
    height: 3,
    channels: 1,
    data: [...'abcdef'].map((letter) => letter.charCodeAt(0)),
  } as const;

  test.each([
    [1, 'ab cd ef'],
    [2, 'ba dc fe'],
    [3, 'fe dc ba'],
    [4, 'ef cd ab'],
    [5, 'ace bdf'],
    [6, 'eca fdb'],
    [7, 'fdb eca'],
    [8, 'bdf ace'],
  ] as const)('%i is seen as %s', (orientation, rows) => {
    const { width, height, data } = turned(lies, orientation);
    expect([width, height]).toEqual([rows.indexOf(' '), rows.split(' ').length]);
    expect(String.fromCharCode(...Array.from(data))).toBe(rows.replaceAll(' ', ''));
  });

  test.each(['II', 'MM'] as const)('is read in byte order %s, and nonsense means as it lies', (order) => {
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 65_535];
    expect(all.map((value) => orientationOf(exifOf(value, order)))).toEqual([
      1, 1, 2, 3, 4, 5, 6, 7, 8, 1, 1,
    ]);
    const whole = exifOf(6, order);
    for (let length = 0; length < 34; length++) expect(orientationOf(whole.subarray(0, length))).toBe(1);
  });

  test('turns a JPEG of a phone on its side upright', () => {
    const upright = decodeImage(jpegOfKind('grey'));
    const phone = decodeImage(withExif(jpegOfKind('grey'), { orientation: 6, order: 'MM' }));
    expect([phone.width, phone.height]).toEqual([upright.height, upright.width]);
    // The file's lower left corner is what is seen at the upper left.
    expect(phone.data[0]).toBe(upright.data[(upright.height - 1) * upright.width * 4]);
  });

  test('of a second EXIF segment does not count', () => {
    const once = withExif(jpegOfKind('grey'), { orientation: 3 as Orientation, order: 'II' });
    const twice = withExif(once, { orientation: 1, order: 'II' });
    expect(decodeImage(twice)).toEqual(decodeImage(jpegOfKind('grey')));
  });
});

test('values of 16 bits become 0..255', () => {
  const { data } = decodeImage(pngOfKind({ ...grey, depth: 16 }));
  expect(Math.max(...Array.from(data))).toBe(255);
  expect(data).toBeInstanceOf(Uint8Array);
});

describe('another kind of file is named', () => {
  test.each([
    ['a GIF', text('GIF89a\x01\0\x01\0')],
    ['a WebP', text('RIFF\x1a\0\0\0WEBPVP8L')],
    ['an AVIF', text('\0\0\0\x1cftypavif\0\0\0\0')],
    ['a HEIC', text('\0\0\0\x1cftypheic\0\0\0\0')],
    ['a HEIC', text('\0\0\0\x1cftypmif1\0\0\0\0')],
    ['a BMP', text('BM\x46\0\0\0')],
    ['a TIFF', text('II*\0\x08\0\0\0')],
    ['a TIFF', text('MM\0*\0\0\0\x08')],
    ['an SVG', text('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an icon (ICO)', text('\0\0\x01\0\x01\0')],
    ['a JPEG XL', text('\xff\x0a\xfa')],
    ['a PDF', text('%PDF-1.7')],
    ['an HTML page', text('<!DOCTYPE html><title>404</title>')],
    ['a pointer of Git LFS (run git lfs pull)', text('version https://git-lfs.github.com/spec/v1\n')],
  ])('%s', (kind, bytes) => {
    expect(() => decodeImage(bytes, 'cat/1.png')).toThrow(
      `cat/1.png cannot be decoded: it is ${kind}, and only PNG and JPEG are read; convert it to one of them.`,
    );
  });

  test.each([
    ['the file is empty.', new Uint8Array(0)],
    ['it is neither a PNG nor a JPEG.', text('label,pixel')],
  ])('%s', (message, bytes) => {
    expect(() => decodeImage(bytes)).toThrow(message);
  });
});

describe('an unreadable image is reported with the reason', () => {
  const jpeg = jpegOfKind('grey');
  const frame = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
  test.each([
    [
      'a huge PNG',
      changed(png, (view) => resizePng(view, 60_000)),
      'it is 60000x60000 pixels, more than 50 megapixels',
    ],
    [
      'a PNG of the largest numbers',
      changed(png, (view) => resizePng(view, 2 ** 32 - 1)),
      'more than 50 megapixels',
    ],
    [
      'a PNG without pixels',
      changed(png, (view) => view.setUint32(16, 0)),
      'it is 0x11 pixels, and so has none',
    ],
    [
      'a huge JPEG',
      changed(jpeg, (view) => view.setUint32(frame + 5, 0xea60_ea60)),
      'it is 60000x60000 pixels, more than 50 megapixels',
    ],
    ['a PNG cut off in its pixels', png.subarray(0, png.length - 40), 'the PNG is cut off'],
    ['a PNG without its end', png.subarray(0, png.length - 12), 'the PNG is cut off'],
    ['a PNG cut off in its header', png.subarray(0, 20), 'the PNG is cut off within its header'],
    [
      'a PNG with a wrong byte',
      changed(png, (view) => view.setUint8(png.length - 20, view.getUint8(png.length - 20) ^ 255)),
      'the PNG is damaged (a checksum is wrong)',
    ],
    [
      "a PNG of Xcode's",
      Uint8Array.from([...png.subarray(0, 8), 0, 0, 0, 0, ...text('CgBI'), 0, 0, 0, 0, ...png.subarray(8)]),
      "it is a PNG in Xcode's private format",
    ],
    [
      'a JPEG cut off in its pixels',
      jpeg.subarray(0, jpeg.length - 60),
      'the JPEG is damaged (Premature end of JPEG file)',
    ],
    ['a JPEG cut off in its header', jpeg.subarray(0, 30), 'the JPEG is cut off within its header'],
    [
      'a JPEG of 12 bits',
      changed(jpeg, (view) => view.setUint8(frame + 4, 12)),
      'it is a JPEG of 12 bits, and only those of 8 bits are read',
    ],
    ['a lossless JPEG', changed(jpeg, (view) => view.setUint8(frame + 1, 0xc3)), 'it is a lossless JPEG'],
    [
      'a JPEG without quantization',
      changed(jpeg, (view) => view.setUint8(frame + 12, 3)),
      'the JPEG is damaged (Quantization table 0x03 was not defined)',
    ],
  ] as const)('%s', (_, bytes, message) => {
    expect(() => decodeImage(bytes)).toThrow(message);
    expect(() => decodeImage(bytes)).toThrow(DatasetError);
  });

  test('a few pixels that would unpack to a gigabyte take no gigabyte', () => {
    const bomb = pngOfKind(grey, { pixels: deflateSync(new Uint8Array(200 * 2 ** 20)) });
    const before = process.memoryUsage().rss;
    expect(() => decodeImage(bomb)).toThrow('the PNG is damaged');
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
  });

  test('bytes between two segments of a JPEG do no harm', () => {
    const at = frame;
    const padded = Uint8Array.from([...jpeg.subarray(0, at), 7, 7, 7, ...jpeg.subarray(at)]);
    expect(decodeImage(padded)).toEqual(decodeImage(jpeg));
  });

  test('no argument but bytes', () => {
    expect(() => decodeImage('cat.png' as never)).toThrow(
      'bytes expects a Uint8Array; received "cat.png" (a string).',
    );
  });
});

test('of two thousand damaged files each is read or refused, and a whole one is read afterwards', () => {
  const wholes = [...PNG_KINDS.map((kind) => pngOfKind(kind)), ...JPEG_KINDS.map(jpegOfKind)];
  const outcomes = { read: 0, refused: 0 };
  for (let stream = 0; stream < 2000; stream++) {
    const bytes = mutate(wholes[stream % wholes.length], createRandom({ seed: 0, stream }));
    try {
      const { width, height, data } = decodeImage(bytes);
      expect(data.length).toBe(4 * width * height);
      outcomes.read++;
    } catch (error) {
      expect(error).toMatchObject({ code: 'PARSE_IMAGE' });
      outcomes.refused++;
    }
  }
  expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(50);
  expect(decodeImage(png).width).toBe(13);
});
