import { expect, test } from 'vitest';
import { landscapeQuads, project } from './landscape.ts';

const camera = { width: 400, height: 300, turn: 30 };
const grid = { columns: 3, rows: 4, values: Array.from({ length: 12 }, (_, i) => i) };

test.each([0, 30, 90, 200])('turned by %i degrees everything stays in the picture', (turn) => {
  const quads = landscapeQuads(grid, { ...camera, turn });
  expect(quads).toHaveLength(6);
  for (const [x, y] of quads.flatMap(({ corners }) => corners)) {
    expect(x).toBeGreaterThanOrEqual(-1e-9);
    expect(x).toBeLessThanOrEqual(400 + 1e-9);
    expect(y).toBeGreaterThanOrEqual(-1e-9);
    expect(y).toBeLessThanOrEqual(300 + 1e-9);
  }
});

test('the furthest ground comes first; without a turn that is the last row', () => {
  const heights = landscapeQuads(grid, { ...camera, turn: 0 }).map(({ height }) => Math.round(height * 11));
  expect(Math.min(...heights.slice(0, 2))).toBeGreaterThan(Math.max(...heights.slice(-2)));
});

test('higher is further up, further away too', () => {
  const y = (at: { u: number; v: number; height: number }) => project(at, { ...camera, turn: 0 }).spot[1];
  expect(y({ u: 0, v: 0, height: 1 })).toBeLessThan(y({ u: 0, v: 0, height: 0 }));
  expect(y({ u: 0, v: 1, height: 0 })).toBeLessThan(y({ u: 0, v: -1, height: 0 }));
});
