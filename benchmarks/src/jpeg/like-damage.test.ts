// JPEG's damage: none to a plain grey image, more at a lower quality, and as much as asked for.
import { syntheticDigits } from '@nn101/datasets';
import { expect, test } from 'vitest';
import { likeDamage, throughJpeg } from './like-damage.ts';

const digits = syntheticDigits({ count: 20, seed: 1 });

test('a lower quality changes more, and the images stay in their order', () => {
  const [low, high] = [10, 95].map((quality) => throughJpeg(digits, quality));
  expect(low.difference).toBeGreaterThan(2 * high.difference);
  expect(high.split.labels).toEqual(digits.labels);
  expect(high.split.shape).toEqual(digits.shape);
  expect(high.difference).toBeLessThan(3);
});

test('what has one value in all pixels comes back nearly as it was', () => {
  const plain = { ...digits, images: new Uint8Array(digits.images.length).fill(128) };
  expect(throughJpeg(plain, 50).difference).toBeLessThan(1);
});

test('finds the quality by the difference that is asked for', () => {
  const wanted = throughJpeg(digits, 40).difference;
  const found = likeDamage(digits, wanted);
  expect(Math.abs(found.difference - wanted)).toBeLessThan(0.3);
});
