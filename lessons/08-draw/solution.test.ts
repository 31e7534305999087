import { syntheticDigits } from '@nn101/datasets';
import { expect, test } from 'vitest';
import { asMnist, boundingBox, centreOfMass } from './solution.ts';
import * as start from './start.ts';

const digits = syntheticDigits({ count: 40, seed: 5 });
/** A digit of the package, somewhere on a large sheet, each of its pixels `zoom` pixels wide. */
function onSheet(index: number, { left, top, zoom }: { left: number; top: number; zoom: number }) {
  const [width, height] = [200, 160];
  const ink = new Float32Array(width * height);
  for (let y = 0; y < 28 * zoom; y++) {
    for (let x = 0; x < 28 * zoom; x++) {
      const pixel = index * 784 + Math.floor(y / zoom) * 28 + Math.floor(x / zoom);
      ink[(top + y) * width + left + x] = digits.images[pixel] / 255;
    }
  }
  return { width, height, ink };
}

const rounding = 1e-6;

test('a dot and its neighbour, on paper', () => {
  const ink = new Float32Array(20);
  ink.set([1, 0.5], 7);
  const drawing = { width: 5, height: 4, ink };
  expect(boundingBox(drawing)).toEqual({ left: 2, top: 1, right: 4, bottom: 2 });
  const { x, y } = centreOfMass(drawing);
  expect(Math.abs(x - 7 / 3)).toBeLessThan(rounding);
  expect(y).toBe(1);
});

test('it makes no difference where and how large one draws', () => {
  for (const index of [0, 7, 23]) {
    const small = asMnist(onSheet(index, { left: 3, top: 60, zoom: 1 }));
    const large = asMnist(onSheet(index, { left: 70, top: 11, zoom: 4 }));
    const apart = small.ink.reduce((most, value, i) => Math.max(most, Math.abs(value - large.ink[i])), 0);
    expect(apart).toBeLessThan(rounding);
  }
});

test('the digits of @nn101/datasets are made alike: 20 pixels, the centre of mass in the middle', () => {
  for (let index = 0; index < 40; index++) {
    const image = asMnist(onSheet(index, { left: 20, top: 20, zoom: 3 }));
    const box = boundingBox(image);
    if (!box) throw new Error('There is ink on every digit.');
    expect(Math.max(box.right - box.left, box.bottom - box.top)).toBe(20);
    const centre = centreOfMass(image);
    expect(Math.hypot(centre.x - 13.5, centre.y - 13.5)).toBeLessThan(Math.SQRT1_2 + rounding);
    const original = {
      width: 28,
      height: 28,
      ink: Float32Array.from(digits.images.subarray(index * 784, (index + 1) * 784)),
    };
    const theirs = centreOfMass(original);
    expect(Math.hypot(centre.x - theirs.x, centre.y - theirs.y)).toBeLessThan(2.5);
  }
});

test('an empty sheet stays empty', () => {
  const blank = { width: 9, height: 9, ink: new Float32Array(81) };
  expect(boundingBox(blank)).toBeUndefined();
  expect(asMnist(blank).ink.every((value) => value === 0)).toBe(true);
});

test('where the learner starts, nothing is solved yet', () => {
  const drawing = onSheet(1, { left: 5, top: 5, zoom: 2 });
  expect(start.boundingBox(drawing)).not.toEqual(boundingBox(drawing));
  expect(start.centreOfMass(drawing)).not.toEqual(centreOfMass(drawing));
  expect(start.asMnist(drawing)).not.toEqual(asMnist(drawing));
});
