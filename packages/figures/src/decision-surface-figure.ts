// The decision surface: the output of a network with two inputs on a grid of points in the plane, with the examples. The caller
// computes the values; surface-grid.ts turns them into colours.

import { contour, dot, frame, image, type Markish, text } from '@observablehq/plot';
import { check, checkTitle } from './check.ts';
import { paper, seriesColors } from './drawing/palette.ts';
import { axisMargins, bottomAxis, leftAxis } from './drawing/plot-axis.ts';
import { shapeNames, shapePaths } from './drawing/shapes.ts';
import { drawSheet, headerHeight } from './drawing/sheet.ts';
import {
  checkGrid,
  rangeOf,
  type SurfaceGrid,
  scaleImage,
  surfaceImage,
  type ValueRange,
} from './surface-grid.ts';

/** An example in the plane. */
export interface SurfacePoint {
  readonly x: number;
  readonly y: number;
  /**
   * Its class. A number determines colour and shape directly (0 and 1 match the colours of the surface), a name by the order of
   * the labels.
   */
  readonly label: number | string;
}

/** A grid of values, and the examples to draw on it. */
export interface DecisionSurfaceOptions extends SurfaceGrid {
  /** None by default. */
  readonly points?: readonly SurfacePoint[];
  /** Heading of the figure; 'Decision surface' by default. */
  readonly title?: string;
}

const side = 400;
const margins = { ...axisMargins, marginTop: headerHeight + 4, marginRight: 84 };

/**
 * Draws a map of the values from orange (low) to blue (high), the decision boundary half-way between as a line, and the examples
 * as points with one colour and shape per label. The colours range over 0..1 if all values are in this interval, and otherwise
 * symmetrically around 0.
 *
 * @returns stand-alone SVG text, 552 pixels wide.
 * @throws {FiguresError} `INVALID_ARGUMENT`; `GRID_SHAPE` unless there is one value per grid point and the axes
 * rise in equal steps.
 * @example
 * const svg = decisionSurfaceFigure({ xs: [0, 1], ys: [0, 1], values: [[0.1, 0.9], [0.9, 0.1]] });
 */
export function decisionSurfaceFigure(options: DecisionSurfaceOptions): string {
  check.options('decisionSurfaceFigure', options, ['xs', 'ys', 'values', 'points', 'title']);
  const { xs, ys, values, points = [], title = 'Decision surface' } = options;
  checkTitle(title);
  checkPoints(points);
  checkGrid({ xs, ys, values });
  const range = rangeOf({ values });
  const [xDomain, yDomain] = [cellEdges(xs), cellEdges(ys)];
  const looks = looksOf(points);
  const names = [...looks.keys()];
  return drawSheet({
    title,
    description:
      `Values over ${xs.length} x ${ys.length} points, x from ${xs[0]} to ${xs[xs.length - 1]}, ` +
      `y from ${ys[0]} to ${ys[ys.length - 1]}, with ${points.length} examples` +
      `${names.length > 0 ? ` labelled ${names.join(', ')}` : ''}.`,
    legend: names.map((name) => {
      const { color, shape } = looks.get(name)!;
      return { text: `label ${name}`, color, shape: shapePaths[shape] };
    }),
    plot: {
      width: margins.marginLeft + side + margins.marginRight,
      height: margins.marginTop + side + margins.marginBottom,
      ...margins,
      x: { type: 'linear', domain: xDomain },
      y: { type: 'linear', domain: yDomain },
      marks: [
        ...surfaceMarks({ grid: { xs, ys, values }, range, xDomain, yDomain }),
        bottomAxis({ name: 'first input' }),
        leftAxis({ name: 'second input' }),
        ...scaleMarks(range),
        ...names.map((name) =>
          pointMarks(
            points.filter(({ label }) => String(label) === name),
            looks.get(name)!,
          ),
        ),
      ],
    },
  });
}

function checkPoints(points: readonly SurfacePoint[]): void {
  check.list('points', points);
  for (const [i, point] of points.entries()) {
    check.record(`points[${i}]`, point, '{ x, y, label }');
    check.number(`points[${i}].x`, point.x);
    check.number(`points[${i}].y`, point.y);
    const { label }: { label: unknown } = point;
    check.that(typeof label === 'string' || Number.isFinite(label), `points[${i}].label`, {
      expected: 'a number or a string',
      value: label,
    });
  }
}

interface Look {
  readonly color: string;
  readonly shape: (typeof shapeNames)[number];
}

function looksOf(points: readonly SurfacePoint[]): Map<string, Look> {
  const labels = [...new Set(points.map(({ label }) => label))].sort((a, b) => Number(a) - Number(b));
  return new Map(
    labels.map((label, position) => {
      const number = typeof label === 'number' && Number.isInteger(label) && label >= 0 ? label : position;
      const index = number % seriesColors.length;
      return [String(label), { color: seriesColors[index], shape: shapeNames[index] }];
    }),
  );
}

/** A grid's values are those of cell centres, so the picture reaches half a cell beyond the outermost ones. */
function cellEdges(axis: readonly number[]): [number, number] {
  const last = axis[axis.length - 1];
  const half = (last - axis[0]) / (axis.length - 1) / 2;
  return [axis[0] - half, last + half];
}

function surfaceMarks(options: {
  grid: SurfaceGrid;
  range: ValueRange;
  xDomain: [number, number];
  yDomain: [number, number];
}): Markish[] {
  const { grid, range, xDomain, yDomain } = options;
  const boundary = contour(
    grid.values.flatMap((row) => Array.from(row)),
    {
      width: grid.xs.length,
      height: grid.ys.length,
      x1: xDomain[0],
      x2: xDomain[1],
      y1: yDomain[0],
      y2: yDomain[1],
      thresholds: [(range[0] + range[1]) / 2],
      stroke: paper.ink,
      strokeWidth: 1.5,
      className: 'nn101-boundary',
    },
  );
  return [
    image([surfaceImage(grid, range)], {
      frameAnchor: 'middle',
      src: (url) => url,
      width: side,
      height: side,
      preserveAspectRatio: 'none',
      className: 'nn101-surface',
    }),
    boundary,
    // Covers the boundary line where it runs along the edge of the map.
    frame({ stroke: paper.ink, strokeWidth: 1.5 }),
  ];
}

function scaleMarks(range: ValueRange): Markish[] {
  const [low, high] = range;
  const texts = [high, (low + high) / 2, low].map((value) => String(Number(value.toPrecision(3))));
  const anchors = ['top-right', 'right', 'bottom-right'] as const;
  return [
    image([scaleImage()], {
      frameAnchor: 'right',
      dx: 30,
      src: (url) => url,
      width: 14,
      height: side,
      preserveAspectRatio: 'none',
      className: 'nn101-scale',
    }),
    ...anchors.map((frameAnchor, i) =>
      text([texts[i]], {
        frameAnchor,
        dx: 44,
        dy: (1 - i) * 4,
        textAnchor: 'start',
        fill: paper.muted,
        className: 'nn101-scale-values',
      }),
    ),
  ];
}

function pointMarks(points: readonly SurfacePoint[], { color, shape }: Look): Markish {
  const many = points.length > 60;
  return dot(points, {
    x: 'x',
    y: 'y',
    symbol: shape,
    r: many ? 3.5 : 7,
    fill: color,
    stroke: paper.background,
    strokeWidth: many ? 1 : 2,
    className: 'nn101-examples',
  });
}
