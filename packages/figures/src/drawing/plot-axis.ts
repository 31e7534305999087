// Numeric axes of curves and decision surfaces: their style, and which whole numbers get a tick.

import { axisX, axisY, gridY, type Markish } from '@observablehq/plot';
import { paper } from './palette.ts';

/** Margins of a plot for its axes, in pixels. */
export const axisMargins = { marginLeft: 68, marginBottom: 46 } as const;

const style = {
  stroke: paper.line,
  fill: paper.muted,
  fontSize: 11,
  tickSize: 4,
  labelAnchor: 'center',
  labelArrow: 'none',
} as const;

/** Returns the marks of the x axis with its name below. */
export function bottomAxis({ name, ticks }: { name: string; ticks?: readonly number[] }): Markish {
  return axisX({
    ...style,
    label: name,
    labelOffset: 38,
    ...(ticks && { ticks: [...ticks], tickFormat: String }),
  });
}

/** Returns the marks of the y axis with its name rotated beside it. */
export function leftAxis({ name }: { name: string }): Markish {
  return axisY({ ...style, label: name, labelOffset: 56, ticks: 6 });
}

/** Returns faint horizontal grid lines. */
export function horizontalGrid(): Markish {
  return gridY({ stroke: paper.ink, strokeOpacity: 0.1, ticks: 6 });
}

/** Returns about a dozen whole numbers from `first` to `last`: multiples of 1, 2, 5, 10, … */
export function wholeTicks(first: number, last: number): number[] {
  const wanted = Math.max((last - first) / 12, 1);
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  const step =
    [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= wanted) ?? 1;
  const ticks: number[] = [];
  for (let tick = Math.ceil(first / step) * step; tick <= last; tick += step) ticks.push(tick);
  return ticks;
}
