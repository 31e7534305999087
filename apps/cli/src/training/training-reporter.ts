// Reports a training as it runs: epochs to stdout, as text or JSON, and a progress bar to stderr. The texts of a
// training, from its first line to its result, are below.

import type { Dataset } from '@nn101/datasets';
import type { ModelDescriptor } from '@nn101/models/graph';
import {
  type EpochRecord,
  formatClassificationReport,
  type StartEvent,
  type TrainingEvent,
} from '@nn101/train/graph';
import { liveLine } from '../progress/live-line.ts';
import { type ImageProgress, imageLine } from '../progress/progress-bars.ts';
import type { TrainingResult } from '../run-directory/run-record.ts';
import { type Output, paintFor, type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { byteSize, duration, microseconds, pluralize } from '../text/quantities.ts';
import { table } from '../text/table.ts';
import { reportOn } from './assess-run.ts';
import { type TrainedRun, type TrainingRequest, trainRun } from './train-run.ts';
import { advance, progressLine, type TrainingProgress } from './training-progress.ts';

/** How to report a training. */
interface ReporterOptions {
  readonly terminal: Terminal;
  readonly json: boolean;
  /** Reported when training starts; nothing is reported if it is left out. */
  readonly about?: StartFacts;
}

/** Fields that the `start` event has in addition to the training's own. */
export interface StartFacts {
  /** The run directory as the user named it. */
  readonly out: string;
  readonly model: string;
  readonly recipe: string;
  /** Estimated maximum memory of the run. */
  readonly memoryBytes: number;
}

/** Trains like `trainRun`, and reports it as text or JSON lines. */
export async function trainAndReport(
  request: Omit<TrainingRequest, 'onEvent' | 'onTest'> & Omit<ReporterOptions, 'terminal'>,
): Promise<TrainedRun> {
  const reporter = createTrainingReporter(request);
  try {
    return await trainRun({ ...request, onEvent: reporter.report, onTest: reporter.reportTest });
  } finally {
    reporter.clear();
  }
}

function createTrainingReporter({ terminal, json, about }: ReporterOptions) {
  const line = liveLine(terminal.stderr, terminal.now);
  const paint = paintFor(terminal.stderr);
  const view = () => ({ columns: terminal.stderr.columns(), paint });
  let progress: TrainingProgress | undefined;
  return {
    clear: line.clear,
    report: (event: TrainingEvent) => {
      progress = advance(progress, event, terminal.now());
      if (event.type === 'start' && about !== undefined) {
        const { type, ...start } = event;
        if (json) writeEvent(terminal.stdout, type, { ...about, ...start });
        else writeLine(terminal.stdout, startLine({ ...about, ...start }));
      } else if (event.type === 'epoch') {
        line.clear();
        const { type, ...epoch } = event;
        if (json) writeEvent(terminal.stdout, type, epoch);
        else writeLine(terminal.stdout, epochLine(event, progress?.epochs ?? event.epoch));
      } else if ((event.type === 'batch' || event.type === 'validation') && progress !== undefined) {
        const state = progress;
        line.show(() => progressLine(state, { ...view(), now: terminal.now() }));
      }
    },
    reportTest: (tested: ImageProgress) => line.show(() => imageLine('testing', tested, view())),
  };
}

/** The first line: what is trained, and with which resources. */
export function startLine(start: Omit<StartEvent, 'type'> & StartFacts): string {
  const { model, recipe, samples, epochs, workers, sharedMemory, arithmetic, memoryBytes, resumed, out } =
    start;
  const threads =
    pluralize(workers, 'thread') + (workers > 1 && !sharedMemory ? ' without shared memory' : '');
  const rounding = arithmetic === 'fused' ? ', fused arithmetic' : '';
  const from = resumed ? `, resuming in epoch ${resumed.epoch} after ${pluralize(resumed.step, 'step')}` : '';
  return (
    `${model}, recipe ${recipe}: ${pluralize(samples, 'image')}, ${pluralize(epochs, 'epoch')}, ${threads}${rounding}, ` +
    `at most ${byteSize(memoryBytes)} of memory, in ${out}${from}.`
  );
}

/** One epoch, in the order of Keras' progress line. */
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

/** The result of a run: comparison with the notebook, classification report, time, hash, and the report's path. */
export function resultText(options: {
  run: TrainedRun;
  result: TrainingResult;
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
    `${pluralize(result.parameters, 'parameter')} trained in ${duration(result.seconds)}, ` +
      `${microseconds(result.microsecondsPerSample)} µs/sample.`,
    dim(`weights sha256 ${result.weightsSha256}`),
    `Report: ${bold(`${result.out}/report.html`)}`,
  ].join('\n');
}

/** Test loss and accuracy of this run, the notebook and the presentation. */
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
    ? `${rows}\nThis run used ${dataset.title}, the others ${model.dataset}, so the figures can't be compared.`
    : rows;
}
