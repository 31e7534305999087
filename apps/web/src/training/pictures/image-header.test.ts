import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOfImage, readImageHeader } from './image-header.ts';

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

test.each([
  ['PNG', '89504e470d0a1a0a0000000d4948445200000007000000030800000000', 7, 3],
  ['GIF', '4749463839610a000500800000000000ffffff', 10, 5],
  ['BMP', '424d3a0000000000000036000000280000000200000001000000010018000000', 2, 1],
  ['JPEG', 'ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100', 32, 16],
  ['WebP', '52494646240000005745425056503820000000000000009d012a40003000', 64, 48],
  ['WebP', '524946462400000057454250565038580a000000000000003f00002f0000', 64, 48],
])('%s', (format, hex, width, height) => {
  const padded = new Uint8Array(64);
  padded.set(bytesOf(hex));
  const header = readImageHeader(padded);
  expect(header).toEqual({ format, width, height });
});

test('whatever the bytes, it is an image or none, and never an error', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readImageHeader(bytes)));
  const jpeg = fc.uint8Array({ maxLength: 60 }).map((rest) => Uint8Array.of(0xff, 0xd8, ...rest));
  fc.assert(fc.property(jpeg, (bytes) => void readImageHeader(bytes)));
});

test('a text called .png, a hundred megapixels, a stripe', () => {
  expect(faultOfImage(readImageHeader(new TextEncoder().encode('hello, I am a PNG')))).toBe(
    'it is no image that can be read here (PNG, JPEG, GIF, WebP, BMP)',
  );
  const faultOf = (width: number, height: number) => faultOfImage({ format: 'PNG', width, height });
  expect(faultOf(10_000, 10_000)).toBe('it has 100 megapixels, and 50 are the most');
  expect(faultOf(0, 5)).toBe('it has no pixels');
  expect(faultOf(5000, 20)).toBe('it is 5000 x 20, a mere stripe');
  expect(faultOf(640, 480)).toBeUndefined();
});
