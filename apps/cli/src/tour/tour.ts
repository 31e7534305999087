// `nn101 tour`: a network from scratch learns XOR, then another learns MNIST, in the order of the presentation. Uses
// MNIST if it can be loaded within seconds, and synthetic digits otherwise.
import { type Dataset, gather } from '@nn101/datasets';
import { createNetwork, formatSummary, models, summarizeNetwork } from '@nn101/models/graph';
import { formatClassificationReport } from '@nn101/train/graph';
import { nn101 } from '../command-line/nn101-command.ts';
import { reportXor } from '../commands/xor.ts';
import { loadCourseData } from '../data/course-data.ts';
import { chooseImages } from '../report/report-content.ts';
import type { CheckpointManager } from '../run-directory/checkpoint-manager.ts';
import { claimRunDirectory, type RunDirectory, releaseRunDirectory } from '../run-directory/run-directory.ts';
import type { RunConfiguration } from '../run-directory/run-record.ts';
import { withRunDirectory } from '../run-directory/with-run-directory.ts';
import { type Output, paintFor, type Terminal, writeLine } from '../terminal/terminal.ts';
import { galleryText, predictionGridText } from '../text/image-grids.ts';
import { pluralize } from '../text/quantities.ts';
import { pickRows, reportOn } from '../training/assess-run.ts';
import { configurationOf } from '../training/configuration.ts';
import { comparison, trainAndReport } from '../training/training-reporter.ts';
import { writeRun } from '../training/write-run.ts';

/** The options of `nn101 tour`. */
export interface TourOptions {
  readonly offline?: boolean;
}

const model = models['mnist-basic'];
const seed = 1;
const runName = 'runs/tour';

/** Runs the tour and leaves its report in `runs/tour`. */
export async function takeTour(options: TourOptions, terminal: Terminal): Promise<void> {
  const runDirectory = await claimRunDirectory({
    name: runName,
    directory: terminal.directory,
    force: true,
    remedy: 'Run the tour in a directory that you can write to.',
  });
  const dataset = await showBasics(options, terminal).catch(async (error) => {
    await releaseRunDirectory(runDirectory);
    throw error;
  });
  const configuration = configurationOf(model, { seed, dataset: dataset.name });
  const kept = { runDirectory, configuration, terminal, logs: [], checkpointEvery: 30, resume: false };
  await withRunDirectory(kept, (checkpoints) =>
    showTraining({ runDirectory, configuration, dataset, checkpoints, terminal }),
  );
  const say = (text: string) => writeLine(terminal.stdout, text);
  say(`\nThe report, with all pictures: ${paintFor(terminal.stdout).bold(`${runName}/report.html`)}`);
  say(`Your turn: ${nn101('train mnist-basic --units 64 --activation tanh')}, then ${nn101('--help')}`);
}

/** Chapters 1 to 3: XOR, the data, the model. */
async function showBasics(options: TourOptions, terminal: Terminal): Promise<Dataset> {
  const { stdout } = terminal;
  const { chapter, say } = chapters(stdout);
  chapter('1  A network from scratch learns XOR');
  await reportXor({ seed: 2, hidden: 2, iterations: 10_000, learningRate: 0.3 }, terminal);

  chapter('2  The data');
  const dataset = await tourData({ terminal, offline: options.offline ?? false });
  await terminal.yieldToEventLoop();
  const { train, test } = dataset;
  say(
    `${dataset.title}: ${pluralize(train.shape[0], 'training image')} and ${pluralize(test.shape[0], 'test image')}.\n`,
  );
  const gallery = chooseImages({ seed, count: 15, total: train.shape[0] });
  say(galleryText(gather(train, gallery), stdout));

  chapter(`3  The model: ${model.name}`);
  say(formatSummary(summarizeNetwork(createNetwork(model.name))));
  return dataset;
}

/** Chapters 4 to 6: training, evaluation, predictions. */
async function showTraining(learning: {
  runDirectory: RunDirectory;
  configuration: RunConfiguration;
  dataset: Dataset;
  checkpoints: CheckpointManager;
  terminal: Terminal;
}): Promise<void> {
  const { runDirectory, configuration, dataset, checkpoints, terminal } = learning;
  const { stdout } = terminal;
  const { chapter, say } = chapters(stdout);
  const { test } = dataset;
  await terminal.yieldToEventLoop();
  chapter(`4  The training: ${pluralize(model.epochs, 'epoch')}, as in the notebook`);
  const plan = { configuration, dataset, checkpoints, terminal, workers: 'auto', json: false } as const;
  const run = await trainAndReport(plan);

  chapter('5  The evaluation');
  say(comparison({ result: run.result, model, dataset }));
  say(`\n${formatClassificationReport(reportOn(test, run.probabilities)).trimEnd()}`);

  chapter('6  Predictions');
  const shown = chooseImages({ seed: seed + 1, count: 15, total: test.shape[0] });
  const probabilities = pickRows(run.probabilities, { indices: shown, classes: test.classNames.length });
  say(predictionGridText({ split: gather(test, shown), probabilities, output: stdout }));

  await writeRun({
    runDirectory,
    configuration,
    dataset,
    run,
    result: { ...run.result, out: runName },
    terminal,
  });
}

function chapters(stdout: Output) {
  const { bold, cyan } = paintFor(stdout);
  const say = (text: string) => writeLine(stdout, text);
  return { say, chapter: (title: string) => say(`\n${cyan('──')} ${bold(title)}\n`) };
}

/** Milliseconds without a byte after which the tour gives up on MNIST. */
const patience = 8000;

/** Loads MNIST, or prints the reason why it can't and draws digits. Throws only if interrupted. */
export async function tourData(options: { terminal: Terminal; offline: boolean }): Promise<Dataset> {
  const { terminal, offline } = options;
  const silence = new AbortController();
  const giveUp = () => silence.abort();
  let timer = setTimeout(giveUp, patience);
  try {
    return await loadCourseData('mnist', {
      terminal,
      offline,
      signal: AbortSignal.any([terminal.signal, silence.signal]),
      onBytes: () => {
        clearTimeout(timer);
        timer = setTimeout(giveUp, patience);
      },
    });
  } catch (error) {
    terminal.signal.throwIfAborted();
    const why = silence.signal.aborted ? 'no server responds' : shortReason(error);
    const { yellow } = paintFor(terminal.stdout);
    writeLine(
      terminal.stdout,
      `${yellow(`MNIST is not available (${why}): the tour continues with synthetic digits.`)}\n`,
    );
    return loadCourseData('synthetic', { terminal });
  } finally {
    clearTimeout(timer);
  }
}

const reasons: Readonly<Record<string, string>> = {
  OFFLINE: 'offline, and not in the cache',
  DATA_MISSING: 'no server or mirror has it',
  CHECKSUM_MISMATCH: 'the available files are damaged',
  CACHE_UNWRITABLE: "the cache can't be written",
  DIRECTORY_UNWRITABLE: "the cache can't be created",
  CACHE_UNREADABLE: "the cache can't be read",
  CACHE_FULL: 'the disk of the cache is full',
};

function shortReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
