// The training history: one metric per epoch for training and validation data, with the best epoch marked. The cost over the
// iterations of a run: cost-figure.ts.

import { dot, type Markish } from '@observablehq/plot';
import { nearestName } from '#arguments';
import { check, checkMeasured, checkTitle } from '../check.ts';
import { paper, seriesColors } from '../drawing/palette.ts';
import { axisMargins, bottomAxis, horizontalGrid, leftAxis, wholeTicks } from '../drawing/plot-axis.ts';
import { shapePaths, strokedPaths } from '../drawing/shapes.ts';
import { drawSheet, headerHeight, type LegendEntry } from '../drawing/sheet.ts';
import { FiguresError } from '../figures-error.ts';
import { type CurvePoint, type CurveStyle, curveMarks, finiteExtent } from './curve.ts';

/** The metrics of one epoch; `valLoss` and `valAccuracy` are those of the validation data, if there are any. */
export interface HistoryEpoch {
  /** Whole number, 1 for the first. */
  readonly epoch: number;
  readonly loss: number;
  /** Share of examples that were classified correctly, 0..1, like `valAccuracy`. */
  readonly accuracy: number;
  readonly valLoss?: number;
  readonly valAccuracy?: number;
}

/** The epochs of a run, and the metric to draw. */
export interface HistoryOptions {
  readonly epochs: readonly HistoryEpoch[];
  readonly metric: 'loss' | 'accuracy';
  /** Heading of the figure; 'Loss per epoch' or 'Accuracy per epoch' by default. */
  readonly title?: string;
}

interface Metric {
  readonly heading: string;
  readonly training: 'loss' | 'accuracy';
  readonly validation: 'valLoss' | 'valAccuracy';
  /** 1 if larger values are better, -1 if smaller values are better. */
  readonly direction: 1 | -1;
}

const metrics: Readonly<Record<HistoryOptions['metric'], Metric>> = {
  loss: { heading: 'Loss per epoch', training: 'loss', validation: 'valLoss', direction: -1 },
  accuracy: { heading: 'Accuracy per epoch', training: 'accuracy', validation: 'valAccuracy', direction: 1 },
};

const styles = {
  training: { color: seriesColors[1], shape: 'circle', dash: '' },
  validation: { color: seriesColors[0], shape: 'diamond', dash: '6 4' },
} as const satisfies Record<string, CurveStyle>;

/**
 * Draws the training and validation curve of one metric. The epoch with the best validation value (lowest loss or highest
 * accuracy, the first one if several are equal) is marked with a ring and named in the legend. Values that are not finite,
 * because training diverged, leave gaps, and so does null, to which JSON converts them.
 *
 * @returns stand-alone SVG text, 640 x 380 pixels.
 * @throws {FiguresError} `INVALID_ARGUMENT`; `NO_DATA` if there are no epochs.
 * @example
 * const svg = historyFigure({ epochs: [{ epoch: 1, loss: 0.9, accuracy: 0.7 }], metric: 'loss' });
 */
export function historyFigure(options: HistoryOptions): string {
  check.options('historyFigure', options, ['epochs', 'metric', 'title']);
  const { epochs, metric, title = metrics[metric]?.heading } = options;
  check.oneOf('metric', metric, Object.keys(metrics));
  checkTitle(title);
  checkEpochs(epochs);
  if (epochs.length === 0) {
    throw new FiguresError(
      'NO_DATA',
      'Expected at least one epoch, received none. Train for an epoch first.',
    );
  }
  const { training, validation, direction } = metrics[metric];
  const trained = pointsOf(epochs, training);
  const validated = pointsOf(epochs, validation);
  const best = bestPoint(validated, direction);
  const [first, last] = finiteExtent(
    epochs.map(({ epoch }) => epoch),
    [1, 1],
  );
  return drawSheet({
    title,
    description: describe({ metric, trained, validated, best }),
    legend: legend({ validated: validated.length > 0, best }),
    plot: {
      width: 640,
      height: 380,
      ...axisMargins,
      marginTop: headerHeight + 6,
      marginRight: 24,
      x: { type: 'linear', domain: first === last ? [first - 1, last + 1] : [first, last], inset: 8 },
      y: { type: 'linear', domain: valueDomain([...trained, ...validated], direction), nice: 6, zero: false },
      marks: [
        horizontalGrid(),
        bottomAxis({ name: 'epoch', ticks: wholeTicks(first, last) }),
        leftAxis({ name: metric }),
        ...curveMarks({ points: trained, name: 'training', style: styles.training }),
        ...curveMarks({ points: validated, name: 'validation', style: styles.validation }),
        ...(best ? [bestRing(best)] : []),
      ],
    },
  });
}

function checkEpochs(epochs: readonly HistoryEpoch[]): void {
  check.list('epochs', epochs);
  for (const [i, epoch] of epochs.entries()) {
    const name = `epochs[${i}]`;
    check.record(name, epoch, '{ epoch, loss, accuracy }');
    check.wholeNumber(`${name}.epoch`, epoch.epoch, { min: 0 });
    checkMeasured(`${name}.loss`, epoch.loss);
    checkMeasured(`${name}.accuracy`, epoch.accuracy);
    refuseMisspelt(name, epoch);
    if (epoch.valLoss !== undefined) checkMeasured(`${name}.valLoss`, epoch.valLoss);
    if (epoch.valAccuracy !== undefined) checkMeasured(`${name}.valAccuracy`, epoch.valAccuracy);
  }
}

/** Rejects misspelt fields such as Keras' "val_loss", whose curve would be missing. Other fields, as in events of training, are ignored. */
function refuseMisspelt(name: string, epoch: object): void {
  for (const field of Object.keys(epoch).filter((key) => !(fieldNames as readonly string[]).includes(key))) {
    const meant = nearestName(field, fieldNames);
    if (meant === undefined || meant in epoch) continue;
    throw new FiguresError('INVALID_ARGUMENT', `${name} has no field "${field}". Did you mean ${meant}?`);
  }
}

const fieldNames = [
  'epoch',
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
] as const satisfies readonly (keyof HistoryEpoch)[];

function pointsOf(
  epochs: readonly HistoryEpoch[],
  key: Metric['training'] | Metric['validation'],
): CurvePoint[] {
  return epochs.flatMap((epoch) => {
    const y = epoch[key];
    return y === undefined ? [] : [{ x: epoch.epoch, y: y ?? Number.NaN }];
  });
}

function bestPoint(points: readonly CurvePoint[], direction: 1 | -1): CurvePoint | undefined {
  return points
    .filter(({ y }) => Number.isFinite(y))
    .reduce<CurvePoint | undefined>(
      (best, point) => (best && direction * (point.y - best.y) <= 0 ? best : point),
      undefined,
    );
}

function valueDomain(points: readonly CurvePoint[], direction: 1 | -1): [number, number] {
  const [low, high] = finiteExtent(
    points.map(({ y }) => y),
    [0, 1],
  );
  // A loss is read by its distance from 0. Accuracies of a good network would all be at the top of an axis from 0.
  if (direction < 0) return [Math.min(low, 0), high > 0 ? high : 1];
  return high - low > 1e-9 ? [low, high] : [Math.max(low - 0.05, 0), Math.min(high + 0.05, 1)];
}

function legend({ validated, best }: { validated: boolean; best: CurvePoint | undefined }): LegendEntry[] {
  const names = validated ? (['training', 'validation'] as const) : (['training'] as const);
  const curves = names.map((name) => ({
    ...styles[name],
    text: name,
    shape: shapePaths[styles[name].shape],
  }));
  if (!best) return curves;
  const text = `best ${formatValue(best.y)} at epoch ${best.x}`;
  return [...curves, { text, color: paper.ink, shape: strokedPaths.ring, stroked: true }];
}

function bestRing(best: CurvePoint): Markish {
  return dot([best], { x: 'x', y: 'y', r: 8, stroke: paper.ink, strokeWidth: 1.5, className: 'nn101-best' });
}

function describe(options: {
  metric: string;
  trained: readonly CurvePoint[];
  validated: readonly CurvePoint[];
  best: CurvePoint | undefined;
}): string {
  const { metric, trained, validated, best } = options;
  const course = (points: readonly CurvePoint[]) =>
    `from ${formatValue(points[0].y)} to ${formatValue(points[points.length - 1].y)}`;
  const training = `Training ${metric} over ${trained.length} epochs, ${course(trained)}.`;
  if (validated.length === 0) return training;
  const mark = best ? `, best ${formatValue(best.y)} at epoch ${best.x}` : '';
  return `${training} Validation ${metric} ${course(validated)}${mark}.`;
}

function formatValue(value: number): string {
  return Number.isFinite(value) ? value.toFixed(4) : 'not a number';
}
