import { encode } from 'fast-png';
import jpeg from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { decodeImage } from './decode-image.ts';

describe('decodeImage', () => {
  test('reads grey and colour PNGs of 8 and 16 bits', () => {
    const grey = decodeImage(encode({ width: 2, height: 1, channels: 1, data: Uint8Array.of(0, 200) }));
    expect(grey).toEqual({ width: 2, height: 1, channels: 1, data: Float32Array.of(0, 200) });
    const deep = Uint16Array.of(0, 65_535, 257);
    const colour = decodeImage(encode({ width: 1, height: 1, channels: 3, depth: 16, data: deep }));
    expect([...colour.data]).toEqual([0, 255, 1]);
  });

  test('reads grey PNGs of one bit, eight pixels to the byte', () => {
    const data = Uint8Array.of(0b10100000, 0b01000000);
    const { data: pixels } = decodeImage(encode({ width: 3, height: 2, channels: 1, depth: 1, data }));
    expect([...pixels]).toEqual([255, 0, 255, 0, 255, 0]);
  });

  test('puts dark ink on white and light ink on black where the paper is transparent', () => {
    const picture = (ink: number) =>
      decodeImage(encode({ width: 2, height: 1, channels: 2, data: Uint8Array.of(ink, 255, 0, 0) }));
    expect([...picture(20).data]).toEqual([20, 255]);
    expect([...picture(230).data]).toEqual([230, 0]);
    expect([...picture(0).data]).toEqual([0, 255]);
  });

  test('reads JPEGs', () => {
    const data = new Uint8Array(16 * 8 * 4).fill(90);
    const {
      width,
      height,
      channels,
      data: pixels,
    } = decodeImage(jpeg.encode({ width: 16, height: 8, data }, 95).data);
    expect({ width, height, channels }).toEqual({ width: 16, height: 8, channels: 3 });
    expect(Math.abs(pixels[0] - 90)).toBeLessThan(3);
  });

  test('refuses a PNG of a hundred megapixels before it takes memory for it', () => {
    const png = encode({ width: 1, height: 1, channels: 1, data: Uint8Array.of(0) });
    const view = new DataView(png.buffer, png.byteOffset);
    view.setUint32(16, 10_000);
    view.setUint32(20, 10_000);
    expect(() => decodeImage(png)).toThrow('it is 10000x10000 pixels, more than 50 megapixels');
  });

  test('refuses what is damaged or something else', () => {
    const png = encode({ width: 9, height: 9, channels: 1, data: new Uint8Array(81) });
    const turned = png.slice();
    turned[turned.length - 20] ^= 255;
    expect(() => decodeImage(turned)).toThrow('the PNG is damaged');
    expect(() => decodeImage(png.slice(0, 12))).toThrow('ends within its header');
    expect(() => decodeImage(Uint8Array.of(0xff, 0xd8, 0xff, 0, 1))).toThrow('the JPEG is damaged');
    expect(() => decodeImage(new Uint8Array(0))).toThrow('neither a PNG nor a JPEG');
  });
});
