// The grid of a decision surface: its checks, the range of its values, and their conversion to colours. Axes and points are drawn
// by decision-surface-figure.ts.

import { check, checkNumbersOrNaN } from './check.ts';
import { mix, paper, rgb, seriesColors } from './drawing/palette.ts';
import { FiguresError } from './figures-error.ts';
import { pngDataUrl } from './images/images.ts';

/** Values on a grid in the plane. */
export interface SurfaceGrid {
  /** Rising, evenly spaced, 2 or more. */
  readonly xs: readonly number[];
  /** Rising, evenly spaced, 2 or more. */
  readonly ys: readonly number[];
  /** `[rows, columns]`: `values[j][i]` belongs to the point `(xs[i], ys[j])`. */
  readonly values: readonly ArrayLike<number>[];
}

/** The values at both ends of the colour scale; the boundary is half-way between. */
export type ValueRange = readonly [low: number, high: number];

// Tolerance relative to a step: enough for axes computed in float32, and invisible.
const unevenness = 1e-3;

/**
 * Throws `INVALID_ARGUMENT` unless these are numbers (values may be NaN), `GRID_SHAPE` unless there is one value per grid
 * point and both axes rise in equal steps.
 */
export function checkGrid({ xs, ys, values }: SurfaceGrid): void {
  for (const [name, axis] of Object.entries({ xs, ys })) {
    check.numbers(name, axis);
    if (axis.length < 2 || !risesEvenly(axis)) {
      throw new FiguresError(
        'GRID_SHAPE',
        `Expected ${name} to be 2 or more numbers that rise in equal steps, received [${Array.from(axis).join(', ')}].`,
      );
    }
  }
  check.list('values', values);
  for (const [j, row] of values.entries()) checkNumbersOrNaN(`values[${j}]`, row);
  const widths = new Set(values.map((row) => row.length));
  if (values.length !== ys.length || widths.size !== 1 || !widths.has(xs.length)) {
    throw new FiguresError(
      'GRID_SHAPE',
      `Expected ${ys.length} rows of ${xs.length} values, one row per y and one value per x, ` +
        `received ${values.length} rows of ${[...widths].join(' or ') || 0}.`,
    );
  }
}

function risesEvenly(axis: ArrayLike<number>): boolean {
  const step = (axis[axis.length - 1] - axis[0]) / (axis.length - 1);
  return (
    step > 0 &&
    Array.from(axis).every((value, i) => Math.abs(value - (axis[0] + i * step)) <= unevenness * step)
  );
}

/** Returns 0..1 if all values are in this interval, like those of a sigmoid, and otherwise the smallest range symmetric around 0. */
export function rangeOf({ values }: Pick<SurfaceGrid, 'values'>): ValueRange {
  const finite = values.flatMap((row) => Array.from(row)).filter(Number.isFinite);
  if (finite.every((value) => value >= 0 && value <= 1)) return [0, 1];
  const reach = finite.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return [-reach, reach];
}

/** Returns the grid as a PNG data URL with one pixel per value and the largest y at the top. Values that are not finite are white. */
export function surfaceImage({ xs, ys, values }: SurfaceGrid, range: ValueRange): string {
  const rows = [...values].reverse();
  const data = Uint8Array.from(
    rows.flatMap((row) => Array.from(row, (value) => colorOf(value, range)).flat()),
  );
  return pngDataUrl({ data, width: xs.length, height: ys.length, channels: 3 });
}

const scaleSteps = 101;

/** Returns the colour scale from the highest value (top) to the lowest as a PNG data URL one pixel wide. */
export function scaleImage(): string {
  const data = Array.from({ length: scaleSteps }, (_, i) => colorOf(1 - i / (scaleSteps - 1), [0, 1])).flat();
  return pngDataUrl({ data: Uint8Array.from(data), width: 1, height: scaleSteps, channels: 3 });
}

function colorOf(value: number, [low, high]: ValueRange): number[] {
  if (!Number.isFinite(value)) return rgb(paper.background);
  // Halved, because the difference of the largest numbers would be infinite.
  const share = Math.min(Math.max((value / 2 - low / 2) / (high / 2 - low / 2), 0), 1);
  // Light in the middle: the darker the colour, the more certain the network.
  const color = share < 0.5 ? seriesColors[0] : seriesColors[1];
  return rgb(mix(paper.faint, color, Math.abs(share - 0.5) * 2 * 0.85));
}
