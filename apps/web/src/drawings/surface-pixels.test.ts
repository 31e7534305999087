import { expect, test } from 'vitest';
import { surfacePixels } from './surface-pixels.ts';

const colours = { positive: [200, 100, 0], negative: [0, 100, 200], card: [100, 100, 100] } as const;

test('the ends have their colours, the middle the card’s, and what is above comes first', () => {
  const grid = { columns: 2, rows: 2, values: [0, 1, 0.5, 7] };
  const pixels = surfacePixels(grid, { shades: { low: 0, high: 1 }, colours });
  expect([...pixels]).toEqual([100, 100, 100, 255, 162, 100, 38, 255, 38, 100, 162, 255, 162, 100, 38, 255]);
});
