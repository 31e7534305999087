// Where the curves of runs lie in a drawing: scales, ticks, paths. Drawn by Curves.svelte.
import type { EpochRecord } from '@nn101/train/graph';
import { texts } from '../../../texts/runs.ts';
import type { KeptRun } from '../../page/kept-runs.ts';
import type { StepPoint } from '../../page/run-view.ts';

/** A run as a line. */
export interface CurveLine {
  readonly key: string;
  readonly name: string;
  readonly epochs: readonly EpochRecord[];
  /** Points between the epochs, of a run in progress. */
  readonly steps?: readonly StepPoint[];
  /** Which colour, from 0. */
  readonly series: number;
}

export type Quantity = 'loss' | 'accuracy';

export interface CurveScale {
  readonly epochs: number;
  readonly low: number;
  readonly high: number;
  x(epochs: number): number;
  y(value: number): number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly margin: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

/** Scales that show every finite value; the accuracy's reach to 1, the loss' begin at 0. */
export function scaleFor(
  drawn: { lines: readonly CurveLine[]; quantity: Quantity; epochs: number } & Frame,
): CurveScale {
  const { lines, quantity, width, height, margin } = drawn;
  const values = lines
    .flatMap((line) => [...trainingPoints(line, quantity), ...validationPoints(line, quantity)])
    .map(({ value }) => value)
    .filter(Number.isFinite);
  const epochs = Math.max(1, drawn.epochs, ...lines.map((line) => line.epochs.at(-1)?.epoch ?? 0));
  const least = values.length > 0 ? Math.min(...values) : 0;
  const low = quantity === 'loss' ? 0 : Math.min(0.9, Math.floor(least * 10) / 10);
  const high = quantity === 'accuracy' ? 1 : Math.max(...values, 0.1) * 1.05;
  return {
    epochs,
    low,
    high,
    x: (at) => round(margin.left + (at / epochs) * (width - margin.left - margin.right)),
    y: (value) =>
      round(height - margin.bottom - ((value - low) / (high - low)) * (height - margin.top - margin.bottom)),
  };
}

interface CurvePoint {
  readonly epochs: number;
  readonly value: number;
}

/** The training curve: each epoch's mean at its end, and what lies after the last one. */
export function trainingPoints({ epochs, steps = [] }: CurveLine, quantity: Quantity): CurvePoint[] {
  const points = epochs.map((record) => ({ epochs: record.epoch, value: record[quantity] }));
  const first = points[0];
  // Means over the first epoch begin with the untrained network, far above everything else.
  const early = first
    ? steps.filter(({ epochs: at }) => at < 1 && at > 0.1).map(toPoint)
    : steps.map(toPoint);
  const done = epochs.at(-1)?.epoch ?? 0;
  const late = first ? steps.filter(({ epochs: at }) => at > done + 0.1).map(toPoint) : [];
  return [...early, ...points, ...late];

  function toPoint(point: StepPoint): CurvePoint {
    return { epochs: point.epochs, value: point[quantity] };
  }
}

/** Where a line's name stands: beside its last point, no two of them over each other. */
export function endLabels(lines: readonly CurveLine[], quantity: Quantity, scale: CurveScale) {
  const ends = lines.flatMap((line) => {
    const last = trainingPoints(line, quantity).findLast(({ value }) => Number.isFinite(value));
    const { key, name, series } = line;
    return last ? [{ key, name, series, x: scale.x(last.epochs), y: scale.y(last.value) }] : [];
  });
  let above = Number.NEGATIVE_INFINITY;
  return ends
    .toSorted((one, other) => one.y - other.y)
    .map((end) => {
      above = Math.max(end.y, above + labelHeight);
      return { ...end, y: above };
    });
}

const labelHeight = 13;

/** The validation curve, where there is one. */
export function validationPoints({ epochs }: CurveLine, quantity: Quantity): CurvePoint[] {
  return epochs.flatMap((record) => {
    const value = quantity === 'loss' ? record.valLoss : record.valAccuracy;
    return value === undefined || !Number.isFinite(value) ? [] : [{ epochs: record.epoch, value }];
  });
}

/** The training curve as an SVG path; empty where there is nothing yet. */
export function linePath(line: CurveLine, quantity: Quantity, scale: CurveScale): string {
  const points = trainingPoints(line, quantity).filter(({ value }) => Number.isFinite(value));
  if (points.length === 0) return '';
  return `M${points.map(({ epochs, value }) => `${scale.x(epochs)} ${scale.y(value)}`).join('L')}`;
}

/** Four to eight round numbers from `low` to `high`. */
export function niceTicks(low: number, high: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => span / size <= 8) ?? power * 10;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The chosen runs, each in a colour of its own; the first colour is the present run's. */
export function linesOf(kept: readonly KeptRun[], chosen: readonly string[]): CurveLine[] {
  return kept.flatMap(({ run, epochs }, index) =>
    chosen.includes(run)
      ? [{ key: run, name: texts.name(index + 1), epochs, series: 1 + (chosen.indexOf(run) % 5) }]
      : [],
  );
}
