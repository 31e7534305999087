// The cost of a run over its iterations, which shows whether a network from scratch learns or is stuck. Curves per epoch with
// validation: history-figure.ts.

import { text } from '@observablehq/plot';
import { check, checkMeasured, checkTitle } from '../check.ts';
import { paper, seriesColors } from '../drawing/palette.ts';
import { axisMargins, bottomAxis, horizontalGrid, leftAxis } from '../drawing/plot-axis.ts';
import { drawSheet, headerHeight } from '../drawing/sheet.ts';
import { FiguresError } from '../figures-error.ts';
import { type CurvePoint, curveMarks, finiteExtent } from './curve.ts';

/** The cost before the update of an iteration. */
export interface CostPoint {
  /** 0 for the first. */
  readonly iteration: number;
  readonly cost: number;
}

/** The costs of a run, in the order of measurement. */
export interface CostOptions {
  readonly points: readonly CostPoint[];
  /** Heading of the figure; 'Cost per iteration' by default. */
  readonly title?: string;
}

/**
 * Draws the cost over the iterations, with an axis from 0 and a label on the last cost. Costs that are null or not finite leave
 * gaps.
 *
 * @returns stand-alone SVG text, 640 x 360 pixels.
 * @throws {FiguresError} `INVALID_ARGUMENT`; `NO_DATA` if there are no points.
 * @example
 * const svg = costFigure({ points: [{ iteration: 0, cost: 0.69 }, { iteration: 100, cost: 0.31 }] });
 */
export function costFigure(options: CostOptions): string {
  check.options('costFigure', options, ['points', 'title']);
  const { points, title = 'Cost per iteration' } = options;
  checkTitle(title);
  checkPoints(points);
  if (points.length === 0) {
    throw new FiguresError('NO_DATA', 'Expected at least one cost, received none. Run an iteration first.');
  }
  const curve = points.map(({ iteration, cost }) => ({ x: iteration, y: cost ?? Number.NaN }));
  const [first, last] = finiteExtent(
    curve.map(({ x }) => x),
    [0, 0],
  );
  const [low, high] = finiteExtent(
    curve.map(({ y }) => y),
    [0, 1],
  );
  const summary = `${format(curve[0].y)} at iteration ${curve[0].x}, ${format(curve[curve.length - 1].y)} at iteration ${last}`;
  return drawSheet({
    title,
    subtitle: summary,
    description: `Cost over ${points.length} measured iterations: ${summary}.`,
    plot: {
      width: 640,
      height: 360,
      ...axisMargins,
      marginTop: headerHeight + 6,
      marginRight: 28,
      x: { type: 'linear', domain: first === last ? [first - 1, last + 1] : [first, last], inset: 8 },
      y: { type: 'linear', domain: [Math.min(low, 0), high > 0 ? high : 1], nice: 6, zero: false },
      marks: [
        horizontalGrid(),
        bottomAxis({ name: 'iteration' }),
        leftAxis({ name: 'cost' }),
        ...curveMarks({
          points: curve,
          name: 'cost',
          style: { color: seriesColors[1], shape: 'circle', dash: '' },
        }),
        lastCost(curve),
      ],
    },
  });
}

function checkPoints(points: readonly CostPoint[]): void {
  check.list('points', points);
  for (const [i, point] of points.entries()) {
    check.record(`points[${i}]`, point, '{ iteration, cost }');
    check.number(`points[${i}].iteration`, point.iteration);
    checkMeasured(`points[${i}].cost`, point.cost);
  }
}

function lastCost(curve: readonly CurvePoint[]) {
  return text(curve.filter(({ y }) => Number.isFinite(y)).slice(-1), {
    x: 'x',
    y: 'y',
    text: ({ y }) => format(y),
    textAnchor: 'end',
    dy: -14,
    dx: 4,
    fill: paper.ink,
    stroke: paper.background,
    strokeWidth: 4,
    fontSize: 11.5,
    fontWeight: 600,
    className: 'nn101-last-cost',
  });
}

function format(cost: number): string {
  return Number.isFinite(cost) ? cost.toPrecision(4) : 'not a number';
}
