// The progress bar of a training run: a fold over its events, and a function that draws a line from the folded state.
import type { TrainingEvent } from '@nn101/train/graph';
import { type ImageProgress, imageLine, progressBar } from '../progress/progress-bars.ts';
import type { Paint } from '../terminal/terminal.ts';
import { duration } from '../text/quantities.ts';

/** The state of the bar. Times are in milliseconds. */
export interface TrainingProgress {
  readonly epochs: number;
  readonly samplesPerEpoch: number;
  /** The current epoch, from 1. */
  readonly epoch: number;
  /** Samples processed in the current epoch. */
  readonly samples: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly startedAt: number;
  readonly epochStartedAt: number;
  /** Progress of the validation, while it runs. */
  readonly validation?: ImageProgress;
}

/** Folds one event into the state. A `start` event begins a new run and discards any earlier state. */
export function advance(
  progress: TrainingProgress | undefined,
  event: TrainingEvent,
  now: number,
): TrainingProgress | undefined {
  if (event.type === 'start') {
    const { epochs, samples } = event;
    const still = { samples: 0, loss: Number.NaN, accuracy: Number.NaN };
    return { epochs, samplesPerEpoch: samples, epoch: 1, ...still, startedAt: now, epochStartedAt: now };
  }
  if (progress === undefined) return undefined;
  if (event.type === 'batch') {
    const { epoch, samples, loss, accuracy } = event;
    return { ...progress, epoch, samples, loss, accuracy };
  }
  if (event.type === 'validation') {
    return { ...progress, epoch: event.epoch, validation: { images: event.samples, of: event.of } };
  }
  if (event.type === 'epoch') {
    const { validation, ...rest } = progress;
    return { ...rest, epoch: event.epoch + 1, samples: 0, epochStartedAt: now };
  }
  return progress;
}

/** One line with epoch, bar, loss, accuracy, samples per second and time left, cut to fit `columns`. */
export function progressLine(
  progress: TrainingProgress,
  view: { now: number; columns: number; paint: Paint },
): string {
  const { epochs, epoch, samples, samplesPerEpoch, loss, accuracy, validation } = progress;
  const number = `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`;
  if (validation !== undefined) return imageLine(`${number} validating`, validation, view);
  const width = view.columns >= 100 ? 24 : 12;
  const bar = progressBar(samples / samplesPerEpoch, width, view.paint);
  const parts = [
    `${number} ${bar}`,
    `loss ${loss.toFixed(4)}`,
    `accuracy ${accuracy.toFixed(4)}`,
    `${Math.round(samplesPerSecond(progress, view.now)).toLocaleString('en')} samples/s`,
    `${duration(secondsLeft(progress, view.now))} left`,
  ];
  return fit(parts, view.columns - 1, bar.length - width);
}

/** Throughput in the current epoch. */
export function samplesPerSecond(progress: TrainingProgress, now: number): number {
  return progress.samples / Math.max(1e-3, (now - progress.epochStartedAt) / 1000);
}

/** Estimated time left over all epochs, including validation, at the average pace so far. */
export function secondsLeft(progress: TrainingProgress, now: number): number {
  const done = (progress.epoch - 1) * progress.samplesPerEpoch + progress.samples;
  const total = progress.epochs * progress.samplesPerEpoch;
  if (done === 0) return Number.NaN;
  return ((now - progress.startedAt) / 1000 / done) * (total - done);
}

/** Joins as many parts as fit; loss and accuracy are dropped first. `invisible` is the length of the colour codes. */
function fit(parts: readonly string[], columns: number, invisible: number): string {
  const orders = [parts, [parts[0], ...parts.slice(3)], [parts[0], parts[4]], [parts[0]]];
  const lines = orders.map((order) => order.join('  '));
  return lines.find((line) => line.length - invisible <= columns) ?? lines[lines.length - 1];
}
