// The bar chart beside an image: one bar per class, blue for the true class and red for a wrong prediction. A tick at the end
// of the bar marks the true class, a cross a wrong prediction, so that colour is not needed.

import { dot, type Markish, rect, text } from '@observablehq/plot';
import { paper, verdictColors } from '../drawing/palette.ts';
import { cross, tick } from '../drawing/shapes.ts';
import { fitText, textWidth } from '../drawing/text-width.ts';
import type { Prediction } from './predictions.ts';

/** One bar, with positions in pixels of the figure. */
export interface Bar {
  readonly name: string;
  readonly probability: number;
  readonly role: 'truth' | 'wrong' | 'other';
  /** Start of the bar, and its end for a probability of 1. */
  readonly x: number;
  readonly full: number;
  readonly y1: number;
  readonly y2: number;
}

/** Position and size of one chart, in pixels of the figure. */
export interface ChartBox {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly nameWidth: number;
  readonly barWidth: number;
}

const maxBars = 10;
const colors = { truth: verdictColors.right, wrong: verdictColors.wrong, other: paper.line } as const;

/** Returns the width of the longest class name, at most `limit` pixels. */
export function barNameWidth(classNames: readonly string[], limit: number): number {
  const widest = Math.max(...classNames.map((name) => textWidth(name, nameSize) * boldness));
  return Math.ceil(Math.min(widest, limit));
}

const nameSize = 9.5;
const boldness = 1.08;

/** Returns the bars of one prediction in the order of the classes; at most ten, the most likely classes and the true class. */
export function barsOf(prediction: Prediction, classNames: readonly string[], box: ChartBox): Bar[] {
  const { probabilities, truth, predicted } = prediction;
  const likeliest = probabilities
    .map((_, index) => index)
    .sort((a, b) => Number(b === truth) - Number(a === truth) || probabilities[b] - probabilities[a] || a - b)
    .slice(0, maxBars)
    .sort((a, b) => a - b);
  const pitch = box.height / likeliest.length;
  const inset = Math.min(pitch * 0.14, 3);
  return likeliest.map((index, i) => ({
    name: classNames[index],
    probability: Math.min(Math.max(probabilities[index], 0), 1),
    role: index === truth ? 'truth' : index === predicted ? 'wrong' : 'other',
    x: box.x + box.nameWidth + 6,
    full: box.x + box.nameWidth + 6 + box.barWidth,
    y1: box.y + i * pitch + inset,
    y2: box.y + (i + 1) * pitch - inset,
  }));
}

/** Returns the marks of all bars of a figure. */
export function barMarks(bars: readonly Bar[], { nameWidth }: Pick<ChartBox, 'nameWidth'>): Markish[] {
  const end = ({ x, full, probability }: Bar) => x + (full - x) * probability;
  const middle = ({ y1, y2 }: Bar) => (y1 + y2) / 2;
  const shape = { x: (bar: Bar) => end(bar) + 8, y: middle, r: 4, strokeWidth: 1.8 } as const;
  const name = {
    x: ({ x }: Bar) => x - 5,
    y: middle,
    text: (bar: Bar) => fitText(bar.name, { width: nameWidth / boldness, fontSize: nameSize }),
    title: 'name',
    textAnchor: 'end',
    fontSize: nameSize,
    fill: ({ role }: Bar) => (role === 'other' ? paper.muted : colors[role]),
  } as const;
  const others = bars.filter(({ role }) => role === 'other');
  const marked = bars.filter(({ role }) => role !== 'other');
  return [
    rect(bars, { x1: 'x', x2: 'full', y1: 'y1', y2: 'y2', fill: paper.faint, className: 'nn101-bar-scale' }),
    rect(bars, {
      x1: 'x',
      x2: end,
      y1: 'y1',
      y2: 'y2',
      fill: ({ role }: Bar) => colors[role],
      title: ({ name, probability }: Bar) => `${name}: ${(probability * 100).toFixed(2)}%`,
      className: 'nn101-bars',
    }),
    text(others, { ...name, className: 'nn101-bar-names' }),
    text(marked, { ...name, fontWeight: 700, className: 'nn101-bar-names' }),
    dot(
      bars.filter(({ role }) => role === 'truth'),
      { ...shape, symbol: tick, stroke: colors.truth, className: 'nn101-truth' },
    ),
    dot(
      bars.filter(({ role }) => role === 'wrong'),
      { ...shape, symbol: cross, stroke: colors.wrong, className: 'nn101-wrong' },
    ),
  ];
}
