import { expect, test } from 'vitest';
import { scriptedDraws } from '../testing/scripted-draws.ts';
import { drawsAt } from './draws.ts';
import { drawRectangle, randomErasing } from './random-erasing.ts';

test('draws area, ratio, top and left, computed by hand', () => {
  // Area (0.02 + 0.5 * 0.31) * 400 = 70; ratio sqrt(0.3 * 3.3) = 0.99499: height sqrt(69.65) = 8.35, width 8.39. Tops
  // and lefts go from 0 to 12.
  expect(drawRectangle([20, 20, 1], scriptedDraws(0.5, 0.5, 0, 0.999))).toEqual({
    height: 8,
    width: 8,
    top: 0,
    left: 12,
  });
  // The largest area, 132, at just over three times the height per width: 20.9 by 6.3 does not fit. The next one does.
  expect(drawRectangle([20, 20, 1], scriptedDraws(1, 1, 0, 0, 0.5, 0.5))).toMatchObject({
    height: 2,
    width: 5,
  });
});

test('gives up after ten rectangles that do not fit', () => {
  expect(drawRectangle([1, 1, 1], scriptedDraws(...new Array(20).fill(0.5)))).toBeUndefined();
});

test('hides between 2 and 33 percent, all inside, in half of the images', () => {
  const source = new Uint8Array(28 * 28).fill(200);
  const target = new Uint8Array(28 * 28);
  const erase = randomErasing({ fill: 3 }, [28, 28, 1]);
  let erased = 0;
  for (let sample = 0; sample < 500; sample++) {
    if (!erase({ source, target, draws: drawsAt([1, 1], { step: 0, sample }) })) continue;
    erased++;
    const share = target.filter((byte) => byte === 3).length / 784;
    // Sides of at least 2.2 pixels are rounded to whole pixels; the share may change accordingly.
    expect(share).toBeGreaterThan(0.012);
    expect(share).toBeLessThan(0.36);
  }
  // Four standard deviations of sqrt(500) / 2.
  expect(Math.abs(erased - 250)).toBeLessThan(45);
});
