import { expect, test } from 'vitest';
import { scriptedDraws } from '../testing/scripted-draws.ts';
import type { ImageShape } from './augmentation.ts';
import { paddedCrop, shiftWhole } from './padded-crop.ts';

const nine = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
const shape: ImageShape = [3, 3, 1];

test.each([
  [0, 0, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [1, 0, [0, 0, 0, 1, 2, 3, 4, 5, 6]],
  [0, 1, [0, 1, 2, 0, 4, 5, 0, 7, 8]],
  [-1, -2, [6, 0, 0, 9, 0, 0, 0, 0, 0]],
  [3, 0, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
  [0, -5, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
  [0, 5, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
])('shifts down by %i and right by %i', (down, right, expected) => {
  const target = new Uint8Array(9).fill(77);
  shiftWhole({ source: nine, target, shape, down, right, fill: 0 });
  expect([...target]).toEqual(expected);
});

test('the channels of a pixel stay together, and the margin has the fill byte', () => {
  const target = new Uint8Array(6);
  shiftWhole({
    source: Uint8Array.of(1, 2, 3, 4, 5, 6),
    target,
    shape: [1, 2, 3],
    down: 0,
    right: -1,
    fill: 9,
  });
  expect([...target]).toEqual([4, 5, 6, 9, 9, 9]);
});

test('draws the vertical, then the horizontal shift, from -padding to padding', () => {
  const target = new Uint8Array(9);
  const crop = paddedCrop({ padding: 1 }, shape);
  expect(crop({ source: nine, target, draws: scriptedDraws(0.99, 0) })).toBe(true);
  expect([...target]).toEqual([0, 0, 0, 2, 3, 0, 5, 6, 0]);
  expect(crop({ source: nine, target, draws: scriptedDraws(0.5, 0.5) })).toBe(false);
});
