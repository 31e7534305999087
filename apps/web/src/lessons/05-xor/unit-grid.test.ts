import { expect, test } from 'vitest';
import { unitGrid } from './unit-grid.ts';

test.each([290, 600])('the largest network fits into %i pixels, and no two pictures touch', (width) => {
  const { height, size, places } = unitGrid([2, 8, 8, 8, 8, 1], width);
  const all = places.flat();
  for (const { x, y } of all) {
    expect(x - size / 2).toBeGreaterThanOrEqual(0);
    expect(x + size / 2).toBeLessThanOrEqual(width);
    expect(y - size / 2).toBeGreaterThanOrEqual(0);
    expect(y + size / 2).toBeLessThanOrEqual(height);
  }
  for (const [i, one] of all.entries()) {
    for (const other of all.slice(i + 1)) {
      expect(Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y))).toBeGreaterThan(size);
    }
  }
});
