import { describe, expect, test } from 'vitest';
import { coarser, costAt, costGrid, rollDown } from './descent.ts';

const start = { w: -6, b: -5, rate: 2 };

test('knowing nothing costs 1/4 squared, and ln 2 in surprise', () => {
  expect(costAt('squared', { w: 0, b: 0 })).toBe(0.25);
  expect(Math.abs(costAt('crossEntropy', { w: 0, b: 0 }) - Math.LN2)).toBeLessThan(1e-15);
});

test('the grid’s first value is the lower left corner’s, its last the upper right’s', () => {
  const { values } = costGrid('squared', 3);
  expect(values[0]).toBe(costAt('squared', { w: -8, b: -8 }));
  expect(values[5]).toBe(costAt('squared', { w: 8, b: 0 }));
  expect(values[8]).toBe(costAt('squared', { w: 8, b: 8 }));
});

test('a coarser grid is the grid of fewer points', () => {
  expect(coarser(costGrid('squared', 9))).toEqual(costGrid('squared', 5));
});

describe('from the same wrong start', () => {
  test('cross-entropy is at the bottom after 50 steps, by symmetry at b = 0', () => {
    const last = rollDown('crossEntropy', { ...start, steps: 50 })[50];
    expect(last.cost.toFixed(3)).toBe('0.461');
    expect(Math.abs(last.b)).toBeLessThan(0.001);
  });

  test('squared error is not down after 200', () => {
    const stands = rollDown('squared', { ...start, steps: 200 });
    expect(stands).toHaveLength(201);
    expect(stands[0]).toMatchObject({ w: -6, b: -5 });
    expect(stands[200].cost).toBeGreaterThan(0.45);
    expect(costAt('squared', { w: 1, b: 0 })).toBeLessThan(0.16);
  });
});

test('cross-entropy’s landscape is convex, the square’s is not', () => {
  const dented = (name: 'squared' | 'crossEntropy') => {
    const { values, columns } = costGrid(name, 33);
    return Array.from({ length: columns * (columns - 2) }, (_, i) => {
      const [row, column] = [Math.floor(i / (columns - 2)), 1 + (i % (columns - 2))];
      const at = (k: number) => values[row * columns + column + k];
      return at(-1) + at(1) - 2 * at(0) < -1e-9;
    }).filter(Boolean).length;
  };
  expect(dented('crossEntropy')).toBe(0);
  expect(dented('squared')).toBeGreaterThan(300);
});
