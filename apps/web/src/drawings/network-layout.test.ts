import { describe, expect, test } from 'vitest';
import { layOut } from './network-layout.ts';

describe.each([330, 700])('a 2 - 2 - 1 network in %i pixels', (width) => {
  const { places, spans, box, height } = layOut([2, 2, 1], { width, boxHeight: 90 });

  test('keeps every box inside', () => {
    for (const { x, y } of places.flat()) {
      expect(x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(x + box.width / 2).toBeLessThanOrEqual(width);
      expect(y - box.height / 2).toBeGreaterThanOrEqual(0);
      expect(y + box.height / 2).toBeLessThanOrEqual(height);
    }
  });

  test('keeps labels of lines apart', () => {
    const labels = spans.flat(2).map(({ label }) => label);
    expect(labels).toHaveLength(6);
    for (const [i, one] of labels.entries()) {
      for (const other of labels.slice(i + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(24);
    }
  });
});

test('runs to the right where there is room, and down where there is not', () => {
  const wide = layOut([2, 1], { width: 700, boxHeight: 90 }).places;
  expect(wide[1][0].x).toBeGreaterThan(wide[0][0].x);
  const narrow = layOut([2, 1], { width: 330, boxHeight: 90 }).places;
  expect(narrow[1][0].y).toBeGreaterThan(narrow[0][0].y);
});
