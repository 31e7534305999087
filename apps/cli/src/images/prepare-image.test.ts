import { syntheticDigits } from '@nn101/datasets';
import { describe, expect, test } from 'vitest';
import { imageStyleOf, prepareImage } from './prepare-image.ts';
import type { Raster } from './raster.ts';

/** White ink in a box on black, or the reverse. */
function box(options: {
  size: number;
  left: number;
  top: number;
  width: number;
  height: number;
  dark?: boolean;
}): Raster {
  const { size, left, top, width, height, dark = false } = options;
  const data = new Float32Array(size * size).fill(dark ? 240 : 0);
  for (let y = top; y < top + height; y++)
    data.fill(dark ? 20 : 255, y * size + left, y * size + left + width);
  return { width: size, height: size, channels: 1, data };
}

/** First and last row and column that are not black. */
function extent(pixels: Uint8Array, side = 28) {
  const lit = Array.from(pixels.keys()).filter((i) => pixels[i] > 0);
  const [rows, columns] = [lit.map((i) => Math.floor(i / side)), lit.map((i) => i % side)];
  return {
    top: Math.min(...rows),
    bottom: Math.max(...rows),
    left: Math.min(...columns),
    right: Math.max(...columns),
  };
}

describe('a digit', () => {
  test('that already has the form of MNIST is used unchanged', () => {
    const { images } = syntheticDigits({ count: 1, seed: 3 });
    const data = Float32Array.from(images, (value, i) =>
      i < 28 || i >= 756 || i % 28 === 0 || i % 28 === 27 ? 0 : value,
    );
    expect(prepareImage({ width: 28, height: 28, channels: 1, data }, 'digit')).toEqual(
      Uint8Array.from(data),
    );
  });

  test('fills 20 pixels, its centre of mass in the middle, wherever it was', () => {
    const tall = prepareImage(box({ size: 100, left: 5, top: 50, width: 20, height: 40 }), 'digit');
    expect(extent(tall)).toEqual({ top: 4, bottom: 23, left: 9, right: 18 });
  });

  test('is the same in dark ink on light paper', () => {
    const where = { size: 90, left: 30, top: 12, width: 30, height: 60 };
    expect(prepareImage(box({ ...where, dark: true }), 'digit')).toEqual(prepareImage(box(where), 'digit'));
  });

  test('must exist: a single colour is rejected', () => {
    const blank = { width: 28, height: 28, channels: 1 as const, data: new Float32Array(784).fill(200) };
    expect(() => prepareImage(blank, 'digit')).toThrow('single colour');
  });
});

test('a garment fills the 28 pixels with its longer side', () => {
  const wide = prepareImage(
    box({ size: 100, left: 10, top: 60, width: 80, height: 40, dark: true }),
    'garment',
  );
  expect(extent(wide)).toEqual({ top: 7, bottom: 20, left: 0, right: 27 });
});

test('a photo is reduced to its central square, in colour', () => {
  const data = new Float32Array(64 * 32 * 3);
  for (let i = 0; i < 64 * 32; i++) data[3 * i] = i % 64 >= 16 && i % 64 < 48 ? 255 : 0;
  const pixels = prepareImage({ width: 64, height: 32, channels: 3, data }, 'photo');
  expect(pixels).toEqual(Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (i % 3 === 0 ? 255 : 0)));
});

test('a picture of a few pixels is refused', () => {
  expect(() => prepareImage(box({ size: 7, left: 0, top: 0, width: 3, height: 3 }), 'digit')).toThrow(
    'it is 7x7 pixels, but needs at least 8x8',
  );
});

test('each data set has its style', () => {
  expect(['mnist', 'synthetic', 'fashion-mnist', 'cifar-10'].map(imageStyleOf)).toEqual([
    'digit',
    'digit',
    'garment',
    'photo',
  ]);
});
