// How a training reads in the terminal: a line for each epoch, and at the end what it came to.

import type { Dataset } from '@nn101/datasets';
import type { ModelDescriptor } from '@nn101/models/graph';
import { type EpochRecord, formatClassificationReport, type StartEvent } from '@nn101/train/graph';
import type { RunResult } from '../run-directory/run-record.ts';
import { paintFor } from '../terminal/paint.ts';
import type { Output } from '../terminal/terminal.ts';
import { counted } from '../text/counted.ts';
import { duration } from '../text/duration.ts';
import { microseconds } from '../text/microseconds.ts';
import { byteSize } from '../text/quantities.ts';
import { table } from '../text/table.ts';
import { reportOn } from './assess.ts';
import type { TrainedRun } from './train-run.ts';
import type { StartFacts } from './training-reporter.ts';

/** What is to be trained, and with what. */
export function startLine(start: Omit<StartEvent, 'type'> & StartFacts): string {
  const { model, recipe, samples, epochs, workers, sharedMemory, arithmetic, memoryBytes, resumed, out } =
    start;
  const threads = counted(workers, 'thread') + (workers > 1 && !sharedMemory ? ' without shared memory' : '');
  const rounding = arithmetic === 'fused' ? ', fused arithmetic' : '';
  const from = resumed ? `, going on in epoch ${resumed.epoch} after ${counted(resumed.step, 'step')}` : '';
  return (
    `${model}, recipe ${recipe}: ${counted(samples, 'image')}, ${counted(epochs, 'epoch')}, ${threads}${rounding}, ` +
    `at most ${byteSize(memoryBytes)} of memory, in ${out}${from}.`
  );
}

/** One epoch, as Keras' progress line ends. */
export function epochLine(epoch: EpochRecord, epochs: number): string {
  const number = String(epoch.epoch).padStart(String(epochs).length);
  const parts = [
    `epoch ${number}/${epochs}`,
    `loss ${epoch.loss.toFixed(4)}`,
    `accuracy ${epoch.accuracy.toFixed(4)}`,
  ];
  if (epoch.valLoss !== undefined) parts.push(`val_loss ${epoch.valLoss.toFixed(4)}`);
  if (epoch.valAccuracy !== undefined) parts.push(`val_accuracy ${epoch.valAccuracy.toFixed(4)}`);
  parts.push(duration(epoch.seconds), `${microseconds(epoch.microsecondsPerSample)} µs/sample`);
  return parts.join('  ');
}

/** The end of a run: comparison with the notebook, classification report, time, hash, where it lies. */
export function trainingResult(options: {
  run: TrainedRun;
  result: RunResult;
  model: ModelDescriptor;
  dataset: Dataset;
  output: Output;
}): string {
  const { run, result, model, dataset, output } = options;
  const { bold, dim } = paintFor(output);
  return [
    '',
    comparison({ result, model, dataset }),
    '',
    formatClassificationReport(reportOn(dataset.test, run.probabilities)).trimEnd(),
    '',
    `${counted(result.parameters, 'parameter')} trained in ${duration(result.seconds)}, ` +
      `${microseconds(result.microsecondsPerSample)} µs/sample.`,
    dim(`weights sha256 ${result.weightsSha256}`),
    `Report: ${bold(`${result.out}/report.html`)}`,
  ].join('\n');
}

/** Test loss and accuracy beside the notebook's and the presentation's. */
export function comparison(options: {
  result: { testLoss: number; testAccuracy: number };
  model: ModelDescriptor;
  dataset: Dataset;
}): string {
  const { result, model, dataset } = options;
  const row = (who: string, { testLoss, testAccuracy }: { testLoss: number; testAccuracy: number }) => [
    who,
    testLoss.toFixed(4),
    testAccuracy.toFixed(4),
  ];
  const rows = table([
    ['', 'test loss', 'accuracy'],
    row('this run', result),
    row('the notebook', model.notebook),
    row('the presentation', model.presentation),
  ]);
  const isOther = dataset.name !== model.dataset;
  return isOther
    ? `${rows}\nThis run is on ${dataset.title}, the others on ${model.dataset}: they do not compare.`
    : rows;
}
