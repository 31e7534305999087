// Axes of the curves: how they are drawn, and which whole numbers get a tick.
// The figures without numeric axes (gallery, prediction grid, confusion matrix) do not come here.

import { axisX, axisY, gridY, type Markish } from '@observablehq/plot';
import { paper } from './palette.ts';

/** Room the axes need at the left and at the bottom of a plot, in pixels. */
export const axisMargins = { marginLeft: 68, marginBottom: 46 } as const;

const style = {
  stroke: paper.line,
  fill: paper.muted,
  fontSize: 11,
  tickSize: 4,
  labelAnchor: 'center',
  labelArrow: 'none',
} as const;

/** The axis of x with its name beneath, as marks. */
export function bottomAxis({ name, ticks }: { name: string; ticks?: readonly number[] }): Markish {
  return axisX({
    ...style,
    label: name,
    labelOffset: 38,
    ...(ticks && { ticks: [...ticks], tickFormat: String }),
  });
}

/** The axis of y with its name turned beside it, as marks. */
export function leftAxis({ name }: { name: string }): Markish {
  return axisY({ ...style, label: name, labelOffset: 56, ticks: 6 });
}

/** Faint horizontal lines to read values by. */
export function horizontalGrid(): Markish {
  return gridY({ stroke: paper.ink, strokeOpacity: 0.1, ticks: 6 });
}

/** About a dozen whole numbers from `first` to `last`, both whole: every 1st, 2nd, 5th, 10th, … */
export function wholeTicks(first: number, last: number): number[] {
  const wanted = Math.max((last - first) / 12, 1);
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  const step =
    [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= wanted) ?? 1;
  const ticks: number[] = [];
  for (let tick = Math.ceil(first / step) * step; tick <= last; tick += step) ticks.push(tick);
  return ticks;
}
