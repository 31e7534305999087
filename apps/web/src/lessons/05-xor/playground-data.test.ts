import { expect, test } from 'vitest';
import { dataNames, dataRange, makePoints } from './playground-data.ts';

const plain = { noise: 0, draw: 1, own: [] };

test.each(['circles', 'moons', 'spirals'] as const)(
  '%s: 50 points of each class, within the drawing',
  (data) => {
    const points = makePoints({ ...plain, data, noise: 0.05 });
    const [from, to] = dataRange(data);
    expect(points.filter(({ label }) => label === 1)).toHaveLength(50);
    expect(points).toHaveLength(100);
    expect(points.every(({ x, y }) => Math.min(x, y) > from && Math.max(x, y) < to)).toBe(true);
  },
);

test('circles are parted by the radius, and equal seeds draw equal points', () => {
  const points = makePoints({ ...plain, data: 'circles' });
  expect(points.every(({ x, y, label }) => (Math.hypot(x, y) < 0.7 ? 1 : 0) === label)).toBe(true);
  expect(makePoints({ ...plain, data: 'circles' })).toEqual(points);
  expect(makePoints({ ...plain, data: 'circles', draw: 2 })).not.toEqual(points);
});

test('XOR has its four points, without noise', () => {
  const points = makePoints({ ...plain, data: 'xor', noise: 0.3 });
  expect(points.map(({ x, y, label }) => [x, y, label])).toEqual([
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ]);
});

test('own points are taken as they are', () => {
  const own = [{ x: 0.1, y: -0.7, label: 1 }] as const;
  expect(makePoints({ ...plain, data: 'own', own })).toEqual(own);
  expect(dataNames).toHaveLength(5);
});
