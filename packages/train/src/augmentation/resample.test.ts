import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Affine, followedBy, identity, rotatedBy, shearedBy, shiftedBy, zoomedBy } from './affine.ts';
import type { ImageShape } from './augmentation.ts';
import { resample } from './resample.ts';

function resampled(source: readonly number[], shape: ImageShape, affine: Affine, fill = 0): number[] {
  const target = new Uint8Array(source.length).fill(77);
  resample({ source: Uint8Array.from(source), target, shape, affine, fill });
  return [...target];
}

const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];

test('a rotation by 90 degrees is exact', () => {
  expect(resampled(nine, [3, 3, 1], rotatedBy(90))).toEqual([3, 6, 9, 2, 5, 8, 1, 4, 7]);
  expect(resampled(nine, [3, 3, 1], rotatedBy(-90))).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
  expect(resampled([1, 2, 3, 4], [2, 2, 1], rotatedBy(180))).toEqual([4, 3, 2, 1]);
});

test('a rotation by 45 degrees, computed by hand', () => {
  // The right middle pixel comes from (cos 45, sin 45) = (0.7071, 0.7071) off the centre: 181/256 both ways. Of 5, 6, 8, 9:
  // (75*75*5 + 181*75*6 + 75*181*8 + 181*181*9) / 65536 = 7.83.
  expect(resampled(nine, [3, 3, 1], rotatedBy(45))[5]).toBe(8);
  // The lower right pixel comes from 1.4142 below the centre: 106/256 beyond the border. (150*8 + 106*0) / 256 = 4.69.
  expect(resampled(nine, [3, 3, 1], rotatedBy(45))[8]).toBe(5);
});

test('shifts by whole and half pixels', () => {
  expect(resampled(nine, [3, 3, 1], shiftedBy(1, 0))).toEqual([0, 1, 2, 0, 4, 5, 0, 7, 8]);
  expect(resampled(nine, [3, 3, 1], shiftedBy(0, -1), 50)).toEqual([4, 5, 6, 7, 8, 9, 50, 50, 50]);
  // Halves are rounded upwards: (0 + 10) / 2, (10 + 21) / 2 = 15.5.
  expect(resampled([10, 21], [1, 2, 1], shiftedBy(0.5, 0))).toEqual([5, 16]);
  expect(resampled([1, 2, 3, 11, 22, 33], [1, 2, 3], shiftedBy(-1, 0))).toEqual([11, 22, 33, 0, 0, 0]);
  expect(resampled([9, 9], [1, 2, 1], shiftedBy(100, 0))).toEqual([0, 0]);
});

test('zoom doubles about the centre', () => {
  // Positions -1.5, -0.5, 0.5, 1.5 off the centre come from half of that: 0.75, 1.25, 1.75 and 2.25 from the left.
  expect(resampled([0, 100, 200, 40], [1, 4, 1], zoomedBy(2))).toEqual([75, 125, 175, 160]);
});

test('shear tilts vertical lines to the right', () => {
  // tan 45 = 1: the upper row moves one pixel to the right, the lower one to the left.
  expect(resampled(nine, [3, 3, 1], shearedBy(45))).toEqual([0, 1, 2, 4, 5, 6, 8, 9, 0]);
});

test('consecutive transformations are one matrix', () => {
  const turnedThenMoved = followedBy(rotatedBy(90), shiftedBy(1, 0));
  expect(resampled(nine, [3, 3, 1], turnedThenMoved)).toEqual([0, 3, 6, 0, 2, 5, 0, 1, 4]);
  const movedThenTurned = followedBy(shiftedBy(1, 0), rotatedBy(90));
  expect(resampled(nine, [3, 3, 1], movedThenTurned)).toEqual([2, 5, 8, 1, 4, 7, 0, 0, 0]);
});

test('the identity copies the bytes of any image', () => {
  const sizes = fc.record({
    h: fc.integer({ min: 1, max: 9 }),
    w: fc.integer({ min: 1, max: 9 }),
    c: fc.constantFrom(1, 3),
  });
  fc.assert(
    fc.property(sizes, fc.integer(), ({ h, w, c }, salt) => {
      const source = Array.from({ length: h * w * c }, (_, i) => ((i + 1) * 2654435761 + salt) & 255);
      expect(resampled(source, [h, w, c], identity)).toEqual(source);
      expect(resampled(source, [h, w, c], rotatedBy(360))).toEqual(source);
    }),
  );
});

test('equals the formula in real numbers up to the rounding of positions and bytes', () => {
  const affines = fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -3, max: 3, noNaN: true }),
  );
  fc.assert(
    fc.property(affines, ([degrees, shift]) => {
      const affine = followedBy(rotatedBy(degrees), shiftedBy(shift, shift / 2));
      const source = Array.from({ length: 42 }, (_, i) => (i * 97) % 256);
      resampled(source, [6, 7, 1], affine, 30).forEach((value, i) => {
        const [x, y] = [(i % 7) - 3, Math.floor(i / 7) - 2.5];
        const u = affine.xx * x + affine.xy * y + affine.x0 + 3;
        const v = affine.yx * x + affine.yy * y + affine.y0 + 2.5;
        // A 512th of a pixel in each direction at slopes of at most 255, and half a byte.
        expect(Math.abs(value - bilinear(source, u, v))).toBeLessThanOrEqual(2 * (255 / 512) + 0.5 + 1e-9);
      });
    }),
  );
});

function bilinear(source: readonly number[], u: number, v: number): number {
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const pixel = (x: number, y: number) => (x < 0 || y < 0 || x > 6 || y > 5 ? 30 : source[y * 7 + x]);
  const [right, bottom] = [u - left, v - top];
  const upper = pixel(left, top) * (1 - right) + pixel(left + 1, top) * right;
  return (
    upper * (1 - bottom) + (pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right) * bottom
  );
}
