// What a decoder may return, and what would silently be wrong.
import { describe, expect, test } from 'vitest';
import { imageFolder } from './image-folder.ts';

describe("a decoder of one's own", () => {
  const pixels = (image: unknown) =>
    imageFolder([{ path: 'a/1.png', bytes: async () => new Uint8Array(0) }], {
      decode: () => image as never,
    });

  test.each([
    [
      'values of 16 bits',
      { width: 1, height: 1, channels: 1, data: Uint16Array.of(4112) },
      'the value 4112 (divide values of 16 bits by 257)',
    ],
    [
      'fractions',
      { width: 2, height: 1, channels: 1, data: [0.5, 1] },
      'values from 0 to 1 (multiply them by 255)',
    ],
    ['NaN', { width: 1, height: 1, channels: 1, data: [Number.NaN] }, 'the value NaN'],
    ['negative values', { width: 1, height: 1, channels: 1, data: [-1] }, 'the value -1'],
    ['texts', { width: 1, height: 1, channels: 1, data: ['7'] }, 'the value 7'],
    [
      'too few values',
      { width: 8, height: 1, channels: 1, data: Uint8Array.of(1) },
      '1 values of 8x1 pixels and 1 channels',
    ],
    [
      'too many values',
      { width: 1, height: 1, channels: 1, data: new Uint8Array(3) },
      '3 values of 1x1 pixels and 1 channels',
    ],
    ['no channels', { width: 1, height: 1, data: Uint8Array.of(1) }, 'an image of undefined channels'],
    ['no pixels', { width: 0, height: 1, channels: 1, data: [] }, 'an image of 0x1 pixels'],
    ['no data', { width: 1, height: 1, channels: 1 }, 'pixels that are not an array'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
  ])('that returns %s is refused', async (_, image, what) => {
    await expect(pixels(image)).rejects.toMatchObject({
      code: 'PARSE_IMAGE',
      message: expect.stringContaining(
        `The decoder returned ${what} for a/1.png. It must return { width, height`,
      ),
    });
  });

  test('may give values of any array of numbers from 0 to 255', async () => {
    for (const data of [[7], Float32Array.of(7), Uint16Array.of(7), Uint8ClampedArray.of(7)]) {
      expect([...(await pixels({ width: 1, height: 1, channels: 1, data })).images]).toEqual([7, 7, 7]);
    }
  });
});
