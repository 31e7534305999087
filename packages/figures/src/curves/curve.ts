// A curve: a line through successive measured values, with a shape at each value. history-figure.ts and cost-figure.ts use it.

import { dot, line, type Markish } from '@observablehq/plot';
import { paper } from '../drawing/palette.ts';
import type { ShapeName } from '../drawing/shapes.ts';

/** One measured value; the curve has a gap if it is not finite. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** The style of a curve: its colour, and a shape and dashes that distinguish it without colour. */
export interface CurveStyle {
  readonly color: string;
  readonly shape: ShapeName;
  /** `stroke-dasharray` of the line, '' for a solid one. */
  readonly dash: string;
}

// With more points, the shapes would touch and hide the line.
const maxShapes = 60;

/** Returns the marks of a curve; their groups have the classes `nn101-NAME-curve` and `nn101-NAME-points`. */
export function curveMarks({
  points,
  name,
  style,
}: {
  points: readonly CurvePoint[];
  name: string;
  style: CurveStyle;
}): Markish[] {
  const drawn = points.map(({ x, y }) => ({ x, y: Number.isFinite(y) ? y : Number.NaN }));
  const measured = drawn.filter(({ y }) => Number.isFinite(y));
  // A single point between gaps has no line, so shapes are drawn if there are few points.
  const shapes = measured.length <= maxShapes ? measured : [];
  return [
    line(drawn, {
      x: 'x',
      y: 'y',
      stroke: style.color,
      strokeWidth: 2,
      strokeDasharray: style.dash || undefined,
      className: `nn101-${name}-curve`,
    }),
    dot(shapes, {
      x: 'x',
      y: 'y',
      symbol: style.shape,
      r: style.shape === 'circle' ? 3 : 3.6,
      fill: style.color,
      stroke: paper.background,
      strokeWidth: 0.8,
      className: `nn101-${name}-points`,
    }),
  ];
}

/** Returns the smallest and the largest finite value, or `fallback` if no value is finite. */
export function finiteExtent(
  values: readonly number[],
  fallback: readonly [number, number],
): [number, number] {
  const finite = values.filter(Number.isFinite);
  // A reduce, because spreading a long list into Math.min overflows the stack.
  return finite.length === 0
    ? [...fallback]
    : finite.reduce<[number, number]>(
        ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
        [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      );
}
