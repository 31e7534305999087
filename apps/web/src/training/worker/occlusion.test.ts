import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverings, spreadDrops } from './occlusion.ts';

test('a 3x3 picture under a 2x2 patch: itself, then four covered copies', () => {
  const images = Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0);
  const { covered, positions } = coverings({ images, shape: [1, 3, 3, 1] }, 2);
  expect(positions).toEqual([
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
    { x: 1, y: 1 },
  ]);
  expect(covered.shape).toEqual([5, 3, 3, 1]);
  expect([...covered.images.subarray(0, 9)]).toEqual([...images]);
  expect([...covered.images.subarray(9, 18)]).toEqual([1, 1, 0, 1, 1, 0, 0, 0, 0]);
  expect([...covered.images.subarray(36, 45)]).toEqual([9, 0, 0, 0, 1, 1, 0, 1, 1]);
});

test('the cover is the mean colour, channel by channel', () => {
  const images = Uint8Array.of(10, 0, 200, 30, 0, 100);
  const { covered } = coverings({ images, shape: [1, 1, 2, 3] }, 4);
  expect([...covered.images.subarray(6)]).toEqual([20, 0, 150, 20, 0, 150]);
});

test('every pixel is covered: if all patches have the same drop, so do all pixels', () => {
  const sizes = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(sizes, sizes, sizes, (height, width, side) => {
      const picture = { images: new Uint8Array(height * width), shape: [1, height, width, 1] as const };
      const { positions } = coverings(picture, side);
      const drops = spreadDrops({ height, width, side, positions, drops: positions.map(() => 0.5) });
      expect([...drops]).toEqual(new Array(height * width).fill(0.5));
    }),
  );
});

test('a pixel under two patches has the mean of their drops', () => {
  const { positions } = coverings({ images: new Uint8Array(3), shape: [1, 1, 3, 1] }, 2);
  expect([...spreadDrops({ height: 1, width: 3, side: 2, positions, drops: [1, 0] })]).toEqual([1, 0.5, 0]);
});
