import { expect, test } from 'vitest';
import { find, readSvg, textsOf } from '../../test-support/read-svg.ts';
import { costFigure } from './cost-figure.ts';

const points = [0.8, 0.4, 0.2, 0.0125].map((cost, i) => ({ iteration: i * 100, cost }));
const svg = costFigure({ points });

test('the curve goes through every cost, from an axis at 0', () => {
  const path = find(svg, '.nn101-cost-curve path')[0].getAttribute('d') ?? '';
  const heights = path
    .slice(1)
    .split('L')
    .map((point) => Number(point.split(',')[1]));
  const bottom = 360 - 46;
  const ratios = heights.map((y) => (bottom - y) / (bottom - heights[0]));
  [1, 0.5, 0.25, 0.015625].forEach((ratio, i) => {
    expect(Math.abs(ratios[i] - ratio)).toBeLessThan(1e-4);
  });
});

test('the first and last cost are reported', () => {
  expect(textsOf(svg, 'nn101-last-cost')).toEqual(['0.01250']);
  expect(readSvg(svg).querySelector('desc')?.textContent).toBe(
    'Cost over 4 measured iterations: 0.8000 at iteration 0, 0.01250 at iteration 300.',
  );
});

test('101 costs are a line, few are points too', () => {
  const many = Array.from({ length: 101 }, (_, i) => ({ iteration: i * 100, cost: 1 / (i + 1) }));
  expect(find(costFigure({ points: many }), '.nn101-cost-points *')).toHaveLength(0);
  expect(find(svg, '.nn101-cost-points *')).toHaveLength(4);
});

test('a single cost, and costs that overflowed, are drawn as far as they can be', () => {
  expect(find(costFigure({ points: points.slice(0, 1) }), '.nn101-cost-points *')).toHaveLength(1);
  const overflowed = costFigure({ points: [...points, { iteration: 400, cost: Number.NaN }] });
  expect(overflowed).not.toContain('NaN');
  expect(readSvg(overflowed).querySelector('desc')?.textContent).toContain('not a number at iteration 400');
});

test('no costs, no figure', () => {
  expect(() => costFigure({ points: [] })).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected at least one cost, received none. Run an iteration first.]`,
  );
});
