import { describe, expect, test } from 'vitest';
import { type OpaqueImage, resizeImage } from './resize.ts';

function grey(width: number, height: number, values: readonly number[]): OpaqueImage {
  return { width, height, channels: 1, data: Float32Array.from(values) };
}

describe('resizeImage', () => {
  test('halves by taking the mean of four', () => {
    const half = resizeImage(grey(4, 2, [0, 4, 8, 8, 4, 8, 8, 0]), { width: 2, height: 1 });
    expect([...half.data]).toEqual([4, 6]);
  });

  test('shares out pixels that lie across a border', () => {
    // The first of two covers pixels 0 and half of 1: (0 + 30 / 2) / 1.5.
    const two = resizeImage(grey(3, 1, [0, 30, 90]), { width: 2, height: 1, mode: 'stretch' });
    expect([...two.data]).toEqual([10, 70]);
  });

  test('interpolates when it enlarges', () => {
    const four = resizeImage(grey(2, 1, [10, 20]), { width: 4, height: 1, mode: 'stretch' });
    expect([...four.data]).toEqual([10, 12.5, 17.5, 20]);
  });

  test('fits the whole image into the size, or fills it', () => {
    const wide = grey(4, 2, [1, 2, 3, 4, 1, 2, 3, 4]);
    const size = { width: 2, height: 2 };
    expect([...resizeImage(wide, { ...size, background: 9 }).data]).toEqual([1.5, 3.5, 9, 9]);
    expect([...resizeImage(wide, { ...size, mode: 'cover' }).data]).toEqual([2, 3, 2, 3]);
    expect([...resizeImage(wide, { ...size, mode: 'stretch' }).data]).toEqual([1.5, 3.5, 1.5, 3.5]);
  });

  test('cuts a stripe before it enlarges it', () => {
    const stripe = grey(
      16_000,
      1,
      Array.from({ length: 16_000 }, (_, i) => i % 256),
    );
    expect(resizeImage(stripe, { width: 300, height: 300, mode: 'cover' }).data).toHaveLength(90_000);
  });

  test('leaves an image of that size unchanged', () => {
    for (const mode of ['fit', 'cover', 'stretch'] as const) {
      expect([...resizeImage(grey(2, 1, [7, 8]), { width: 2, height: 1, mode }).data]).toEqual([7, 8]);
    }
  });

  test.each([
    [7, 5],
    [13, 11],
    [13, 1],
  ])('keeps the mean brightness at %i x %i, in each channel', (width, height) => {
    const data = Float32Array.from({ length: 13 * 11 * 3 }, (_, i) => (i * 37) % 256);
    const mean = (values: Float32Array, channel: number) => {
      const part = values.filter((_, i) => i % 3 === channel);
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    };
    const picture = { width: 13, height: 11, channels: 3, data } as const;
    const resized = resizeImage(picture, { width, height, mode: 'stretch' });
    for (const channel of [0, 1, 2]) {
      expect(Math.abs(mean(resized.data, channel) - mean(data, channel))).toBeLessThan(1e-3);
    }
  });

  test.each([
    ['image expects an object', null, { width: 1, height: 1 }],
    [
      'image.data expects an array of 4 numbers',
      { width: 2, height: 2, channels: 1, data: [] },
      { width: 1, height: 1 },
    ],
    [
      'image.channels expects 1 or 3',
      { width: 1, height: 1, channels: 4, data: [1, 2, 3, 4] },
      { width: 1, height: 1 },
    ],
    ['size.height expects a whole number from 1 to 16384', grey(1, 1, [0]), { width: 1 }],
  ])('%s', (message, picture, size) => {
    expect(() => resizeImage(picture as never, size as never)).toThrow(message);
  });
});
