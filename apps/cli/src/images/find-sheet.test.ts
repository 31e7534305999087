import { syntheticDigits } from '@nn101/datasets';
import { resizeImage } from '@nn101/datasets/files';
import { describe, expect, test } from 'vitest';
import { drawnDigit } from '../testing/drawn-digit.ts';
import { drawingOnSheet } from './find-sheet.ts';
import { prepareImage } from './prepare-image.ts';
import type { Raster } from './raster.ts';

/** A photo, 640x480, of a sheet on a dark desk, rotated and unevenly lit, with a drawing in dark ink. */
function photo(
  drawing: Raster,
  { degrees, paper = 210, desk = 50 }: { degrees: number; paper?: number; desk?: number },
): Raster {
  const [width, height, side] = [640, 480, 260];
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - 330, y - 235];
      const u = Math.round(((cos * dx + sin * dy) / side) * drawing.width + drawing.width / 2);
      const v = Math.round(((cos * dy - sin * dx) / (1.25 * side)) * drawing.height + drawing.height / 2);
      const grain = ((x * 31 + y * 17) % 13) - 6;
      const light = 0.85 + 0.3 * (x / width);
      const isOn = u >= 0 && v >= 0 && u < drawing.width && v < drawing.height;
      const ink = isOn ? drawing.data[v * drawing.width + u] / 255 : 0;
      data[y * width + x] = Math.min(255, Math.max(0, (isOn ? paper - 150 * ink : desk) * light + grain));
    }
  }
  return { width, height, channels: 1, data };
}

/** Overlap of two 28x28 pictures, one of them shifted by up to two pixels: 1 if they are equal, 0 if disjoint. */
function likeness(one: Uint8Array, other: Uint8Array): number {
  const product = (a: Uint8Array, b: Uint8Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  const size = Math.sqrt(product(one, one) * product(other, other));
  const moves = [-2, -1, 0, 1, 2].flatMap((down) => [-2, -1, 0, 1, 2].map((right) => 28 * down + right));
  return Math.max(
    ...moves.map(
      (move) =>
        product(
          one,
          other.map((_, i) => other[i - move] ?? 0),
        ) / size,
    ),
  );
}

function brightness(image: Uint8Array): number {
  return image.reduce((sum, value) => sum + value, 0);
}

describe('of a photo of a sheet on a desk', () => {
  test.each([
    { degrees: 0 },
    { degrees: 6 },
    { degrees: -5, desk: 90 },
    { degrees: 3, paper: 160, desk: 20 },
  ])('the drawing is read, not the sheet: %o', (options) => {
    for (const digit of [2, 3, 4, 5, 7, 8]) {
      const drawing = drawnDigit(digit, { pen: 14 });
      const upright = resizeImage(drawing, { width: 400, height: 500, mode: 'stretch' });
      const expected = prepareImage({ ...upright, channels: 1 }, 'digit');
      const found = prepareImage(photo(drawing, options), 'digit');
      // After rotation by a few degrees the pixels differ slightly.
      // After rotation the pixels differ slightly; a whole sheet would be three times as bright.
      expect([digit, likeness(found, expected) > (options.degrees === 0 ? 0.75 : 0.6)]).toEqual([
        digit,
        true,
      ]);
      expect([digit, brightness(found) / brightness(expected) < 1.4]).toEqual([digit, true]);
    }
  });

  test('an empty one is not taken for a drawing', () => {
    const blank = { width: 400, height: 400, channels: 1 as const, data: new Float32Array(160_000) };
    expect(drawingOnSheet(photo(blank, { degrees: 4 }))).toBeUndefined();
  });
});

describe('no sheet is seen', () => {
  test.each([1, 4, 12, 24, 36, 60])('in light digits on black, drawn with a pen of %i', (pen) => {
    for (let digit = 0; digit < 10; digit++) {
      expect([digit, drawingOnSheet(drawnDigit(digit, { pen, side: 200 }))]).toEqual([digit, undefined]);
    }
  });

  test('in five hundred synthetic digits', () => {
    const { images } = syntheticDigits({ count: 500, seed: 3 });
    for (let i = 0; i < 500; i++) {
      const data = Float32Array.from(images.subarray(784 * i, 784 * (i + 1)));
      const large = resizeImage({ width: 28, height: 28, channels: 1, data }, { width: 112, height: 112 });
      expect([i, drawingOnSheet({ ...large, channels: 1 })]).toEqual([i, undefined]);
    }
  });
});
