// A curve: a line through values that were measured one after the other, with a shape on each.
// Used for the history of a training and for the cost of a run.

import { dot, line, type Markish } from '@observablehq/plot';
import { paper } from './palette.ts';
import type { ShapeName } from './shapes.ts';

/** One measured value; where it is not finite, the curve has a gap. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** How a curve looks: its colour, and shape and dashes to tell it apart without colour. */
export interface CurveStyle {
  readonly color: string;
  readonly shape: ShapeName;
  /** `stroke-dasharray` of the line, '' for a solid one. */
  readonly dash: string;
}

// Beyond this many points the shapes would touch and hide the line.
const mostShapes = 60;

/** The marks of a curve; their groups have the classes `nn101-NAME-curve` and `nn101-NAME-points`. */
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
  // A lone point between gaps has no line, so the shapes stay where there are few of them.
  const shapes = measured.length <= mostShapes ? measured : [];
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

/** The finite ones of some numbers as [smallest, largest]; `fallback` where there is none. */
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
