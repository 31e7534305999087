// The geometry of learning curves: scales, ticks and paths, which Curves.svelte draws, and the lines of stored runs.
import type { EpochRecord } from '@nn101/train/graph';
import { texts } from '../../../texts/runs.ts';
import type { StepPoint } from '../../page/run-view.ts';
import type { SavedRun } from '../../page/saved-runs.ts';

/** A run as a line in the chart. */
export interface CurveLine {
  readonly key: string;
  readonly name: string;
  readonly epochs: readonly EpochRecord[];
  /** Points within the epochs of a run in progress. */
  readonly steps?: readonly StepPoint[];
  /** The index of the colour. */
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

/** Returns scales that contain every finite value; accuracy reaches to 1, loss starts at 0. */
export function scaleFor(
  drawn: { lines: readonly CurveLine[]; quantity: Quantity; epochs: number } & Frame,
): CurveScale {
  const { lines, quantity, width, height, margin } = drawn;
  const values = lines
    .flatMap((line) => [...trainingPoints(line, quantity), ...validationPoints(line, quantity)])
    .map(({ value }) => value)
    .filter(Number.isFinite);
  const epochs = Math.max(1, drawn.epochs, ...lines.map((line) => line.epochs.at(-1)?.epoch ?? 0));
  const min = values.length > 0 ? Math.min(...values) : 0;
  const low = quantity === 'loss' ? 0 : Math.min(0.9, Math.floor(min * 10) / 10);
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

/** Returns the points of the training curve: the mean of each epoch at its end, then the steps since the last one. */
export function trainingPoints({ epochs, steps = [] }: CurveLine, quantity: Quantity): CurvePoint[] {
  const points = epochs.map((record) => ({ epochs: record.epoch, value: record[quantity] }));
  const first = points[0];
  // The running means of the first epoch start with the untrained network, whose loss would dwarf everything else.
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

/** Returns the positions of the lines' names: beside their last points, without overlapping. */
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

/** Returns the points of the validation curve, if there is one. */
export function validationPoints({ epochs }: CurveLine, quantity: Quantity): CurvePoint[] {
  return epochs.flatMap((record) => {
    const value = quantity === 'loss' ? record.valLoss : record.valAccuracy;
    return value === undefined || !Number.isFinite(value) ? [] : [{ epochs: record.epoch, value }];
  });
}

/** Returns the training curve as an SVG path, which is empty if there are no points yet. */
export function linePath(line: CurveLine, quantity: Quantity, scale: CurveScale): string {
  const points = trainingPoints(line, quantity).filter(({ value }) => Number.isFinite(value));
  if (points.length === 0) return '';
  return `M${points.map(({ epochs, value }) => `${scale.x(epochs)} ${scale.y(value)}`).join('L')}`;
}

/** Returns four to eight round numbers from `low` to `high`. */
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

/** Returns the chosen runs as lines with different colours; colour 0 is left to the current run. */
export function linesOf(saved: readonly SavedRun[], chosen: readonly string[]): CurveLine[] {
  return saved.flatMap(({ run, epochs }, index) =>
    chosen.includes(run)
      ? [{ key: run, name: texts.name(index + 1), epochs, series: 1 + (chosen.indexOf(run) % 5) }]
      : [],
  );
}
