import { expect, test } from 'vitest';
import { threefry2x32 } from '#random';
import { drawsAt } from './draws.ts';

test('numbers are those of Threefry under a key of the position', () => {
  const own = threefry2x32([1, 2], [30, 4]);
  const [first, second] = threefry2x32(own, [0, 0]);
  const [third] = threefry2x32(own, [1, 0]);
  const draws = drawsAt([1, 2], { step: 30, sample: 4 });
  expect([draws.uniform(), draws.uniform()]).toEqual([(first + 0.5) / 2 ** 32, (second + 0.5) / 2 ** 32]);
  expect(draws.below(1000)).toBe(third % 1000);
});

test('a symmetric number has either sign', () => {
  const drawn = Array.from({ length: 100 }, (_, sample) => drawsAt([0, 0], { step: 0, sample }).symmetric(3));
  expect(Math.min(...drawn)).toBeLessThan(-2.5);
  expect(Math.max(...drawn)).toBeGreaterThan(2.5);
  expect(Math.abs(drawsAt([0, 0], { step: 0, sample: 0 }).symmetric(0))).toBe(0);
});

test('each integer below a bound is equally likely', () => {
  const counts = [0, 0, 0];
  for (let sample = 0; sample < 3000; sample++) counts[drawsAt([7, 0], { step: 1, sample }).below(3)]++;
  // Four standard deviations, sqrt(3000 / 3 * 2 / 3) each.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(4 * 25.8);
});
