import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { find, readSvg } from '../test-support/read-svg.ts';
import { decisionSurfaceFigure } from './decision-surface-figure.ts';
import { rgb, seriesColors } from './drawing/palette.ts';
import { rangeOf } from './surface-grid.ts';

const axis = Array.from({ length: 21 }, (_, i) => -0.5 + i / 10);
/** 0 in the left half of the plane, 1 in the right one. */
const halves = axis.map(() => axis.map((x) => (x < 0.5 ? 0 : x > 0.5 ? 1 : 0.5)));
const points = [
  { x: 0, y: 0, label: 0 },
  { x: 0, y: 1, label: 1 },
  { x: 1, y: 0, label: 1 },
  { x: 1, y: 1, label: 0 },
];
const svg = decisionSurfaceFigure({ xs: axis, ys: axis, values: halves, points });
const pixelsOf = (text: string, className: string) => {
  const url = find(text, `.${className} image`)[0].getAttribute('href') ?? '';
  return decode(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
};

test('the map has a pixel per grid point, orange where low, blue where high, the largest y on top', () => {
  const values = [
    [0, 0.5, 1],
    [1, 1, 1],
  ];
  const { width, height, data } = pixelsOf(
    decisionSurfaceFigure({ xs: [0, 1, 2], ys: [0, 1], values }),
    'nn101-surface',
  );
  expect([width, height]).toEqual([3, 2]);
  const pixel = (index: number) => [...data.slice(index * 3, index * 3 + 3)];
  const [low, middle, high] = [pixel(3), pixel(4), pixel(5)];
  expect(pixel(0)).toEqual(high);
  expect(low[0]).toBeGreaterThan(low[2] + 100);
  expect(high[2]).toBeGreaterThan(high[0] + 100);
  expect(Math.min(...middle)).toBeGreaterThan(230);
});

test('the boundary is where the value is half-way', () => {
  const path = find(svg, '.nn101-boundary path')[0].getAttribute('d') ?? '';
  const xs = path
    .split(/[MLZ]/)
    .filter(Boolean)
    .map((point) => Number(point.split(',')[0]));
  // Half of the 400 pixels, right of a margin of 68.
  expect(Math.abs(Math.min(...xs) - (68 + 200))).toBeLessThan(1);
});

test('the examples are at their positions, distinguishable by colour and shape', () => {
  const groups = find(svg, '.nn101-examples');
  expect(groups.map((group) => group.getAttribute('fill'))).toEqual([seriesColors[0], seriesColors[1]]);
  expect(groups.map((group) => group.firstElementChild?.localName)).toEqual(['circle', 'path']);
  expect(groups.flatMap((group) => [...group.children])).toHaveLength(4);
  expect(find(svg, '.legend text').map((text) => text.textContent)).toEqual(['label 0', 'label 1']);
  const [origin] = [...groups[0].children];
  // (0, 0) lies half a unit and half a cell from the left edge of a map of 2.1 units.
  expect(Math.abs(Number(origin.getAttribute('cx')) - (68 + (0.55 / 2.1) * 400))).toBeLessThan(0.01);
});

test('labels keep their colours when one class is missing, and may be names', () => {
  const ones = decisionSurfaceFigure({ xs: axis, ys: axis, values: halves, points: points.slice(1, 3) });
  expect(find(ones, '.nn101-examples')[0].getAttribute('fill')).toBe(seriesColors[1]);
  const named = points.map((point) => ({ ...point, label: point.label === 1 ? 'odd' : 'even <&>' }));
  const names = decisionSurfaceFigure({ xs: axis, ys: axis, values: halves, points: named });
  expect(find(names, '.legend text').map((text) => text.textContent)).toEqual([
    'label even <&>',
    'label odd',
  ]);
});

test('colours span 0..1, or as far to both sides of 0 as the values reach', () => {
  expect(rangeOf({ values: [[0.2, 0.3]] })).toEqual([0, 1]);
  expect(rangeOf({ values: [[-0.5, 0.25]] })).toEqual([-0.5, 0.5]);
  expect(rangeOf({ values: [[0, 3]] })).toEqual([-3, 3]);
  const hidden = decisionSurfaceFigure({
    xs: [0, 1],
    ys: [0, 1],
    values: [
      [-1, 1],
      [1, -1],
    ],
  });
  expect(find(hidden, '.nn101-scale-values text').map((text) => text.textContent)).toEqual(['1', '0', '-1']);
});

test('values that are not numbers stay white', () => {
  const { data } = pixelsOf(
    decisionSurfaceFigure({
      xs: [0, 1],
      ys: [0, 1],
      values: [
        [Number.NaN, 0],
        [1, 1],
      ],
    }),
    'nn101-surface',
  );
  expect([...data.slice(6, 9)]).toEqual(rgb('#ffffff'));
});

test('no points, no legend', () => {
  const bare = decisionSurfaceFigure({ xs: axis, ys: axis, values: halves });
  expect(find(bare, '.legend')).toHaveLength(0);
  expect(readSvg(bare).querySelector('desc')?.textContent).toContain('21 x 21 points');
});

test('a grid that does not fit is rejected', () => {
  expect(() =>
    decisionSurfaceFigure({ xs: [0, 1], ys: [0, 1], values: [[1, 2, 3]] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected 2 rows of 2 values, one row per y and one value per x, received 1 rows of 3.]`,
  );
  expect(() =>
    decisionSurfaceFigure({
      xs: [1, 0],
      ys: [0, 1],
      values: [
        [0, 0],
        [0, 0],
      ],
    }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected xs to be 2 or more numbers that rise in equal steps, received [1, 0].]`,
  );
  expect(() => decisionSurfaceFigure({ xs: [0], ys: [0], values: [[0]] })).toThrow(
    expect.objectContaining({ code: 'GRID_SHAPE' }),
  );
});
