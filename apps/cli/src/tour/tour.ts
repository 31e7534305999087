// The tour: a network from scratch learns XOR, then another learns MNIST, as the presentation tells it.

import { type Dataset, gather } from '@nn101/datasets';
import { createNetwork, formatSummary, models, summarizeNetwork } from '@nn101/models/graph';
import { formatClassificationReport } from '@nn101/train/graph';
import { nn101 } from '../command-line/nn101-command.ts';
import type { TourOptions } from '../commands/tour.ts';
import { tellXor } from '../commands/xor.ts';
import { chooseImages } from '../report/choose-images.ts';
import type { RunKeeper } from '../run-directory/checkpoint-manager.ts';
import { claimRunPlace, type RunPlace, releaseRunPlace } from '../run-directory/run-directory.ts';
import type { RunConfiguration } from '../run-directory/run-record.ts';
import { inRunDirectory } from '../run-directory/with-run-directory.ts';
import { paintFor } from '../terminal/paint.ts';
import { type Output, type Terminal, writeLine } from '../terminal/terminal.ts';
import { counted } from '../text/counted.ts';
import { galleryText } from '../text/image-grids.ts';
import { predictionGridText } from '../text/prediction-grid-text.ts';
import { pickRows, reportOn } from '../training/assess.ts';
import { configurationOf } from '../training/configuration.ts';
import { trainAndTell } from '../training/training-reporter.ts';
import { comparison } from '../training/training-text.ts';
import { keepRun } from '../training/write-run.ts';
import { tourData } from './tour-data.ts';

const model = models['mnist-basic'];
const seed = 1;
const runName = 'runs/tour';

/** Takes the tour and leaves its report in `runs/tour`. */
export async function takeTour(options: TourOptions, terminal: Terminal): Promise<void> {
  const place = await claimRunPlace({
    ...{ name: runName, directory: terminal.directory, force: true },
    remedy: 'Take the tour in a folder that you may write to.',
  });
  const dataset = await tellBasics(options, terminal).catch(async (error) => {
    await releaseRunPlace(place);
    throw error;
  });
  const configuration = configurationOf(model, { seed, dataset: dataset.name });
  const kept = { place, configuration, terminal, logs: [], checkpointEvery: 30, resume: false };
  await inRunDirectory(kept, (keeper) => tellTraining({ place, configuration, dataset, keeper, terminal }));
  const say = (text: string) => writeLine(terminal.stdout, text);
  say(`\nThe report, with all pictures: ${paintFor(terminal.stdout).bold(`${runName}/report.html`)}`);
  say(`Your turn: ${nn101('train mnist-basic --units 64 --activation tanh')}, then ${nn101('--help')}`);
}

/** Chapters 1 to 3: XOR, the data, the model. */
async function tellBasics(options: TourOptions, terminal: Terminal): Promise<Dataset> {
  const { stdout } = terminal;
  const { chapter, say } = chapters(stdout);
  chapter('1  A network from scratch learns XOR');
  await tellXor({ seed: 2, hidden: 2, iterations: 10_000, learningRate: 0.3 }, terminal);

  chapter('2  The data');
  const dataset = await tourData({ terminal, offline: options.offline ?? false });
  await terminal.breathe();
  const { train, test } = dataset;
  say(
    `${dataset.title}: ${counted(train.shape[0], 'training image')} and ${counted(test.shape[0], 'test image')}.\n`,
  );
  const gallery = chooseImages({ seed, count: 15, total: train.shape[0] });
  say(galleryText(gather(train, gallery), stdout));

  chapter(`3  The model: ${model.name}`);
  say(formatSummary(summarizeNetwork(createNetwork(model.name))));
  return dataset;
}

/** Chapters 4 to 6: training, evaluation, predictions. */
async function tellTraining(learning: {
  place: RunPlace;
  configuration: RunConfiguration;
  dataset: Dataset;
  keeper: RunKeeper;
  terminal: Terminal;
}): Promise<void> {
  const { place, configuration, dataset, keeper, terminal } = learning;
  const { stdout } = terminal;
  const { chapter, say } = chapters(stdout);
  const { test } = dataset;
  await terminal.breathe();
  chapter(`4  The training: ${counted(model.epochs, 'epoch')}, as in the notebook`);
  const plan = { configuration, dataset, keeper, terminal, workers: 'auto', json: false } as const;
  const run = await trainAndTell(plan);

  chapter('5  The evaluation');
  say(comparison({ result: run.result, model, dataset }));
  say(`\n${formatClassificationReport(reportOn(test, run.probabilities)).trimEnd()}`);

  chapter('6  Predictions');
  const shown = chooseImages({ seed: seed + 1, count: 15, total: test.shape[0] });
  const probabilities = pickRows(run.probabilities, { indices: shown, classes: test.classNames.length });
  say(predictionGridText({ split: gather(test, shown), probabilities, output: stdout }));

  await keepRun({ place, configuration, dataset, run, result: { ...run.result, out: runName }, terminal });
}

function chapters(stdout: Output) {
  const { bold, cyan } = paintFor(stdout);
  const say = (text: string) => writeLine(stdout, text);
  return { say, chapter: (title: string) => say(`\n${cyan('──')} ${bold(title)}\n`) };
}
