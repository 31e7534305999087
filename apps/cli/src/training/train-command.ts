// What `nn101 train` does, step by step: check everything that can be wrong, load, train, write, print.
import { models } from '@nn101/models';
import { type CourseDataName, loadCourseData } from '../data/course-data.ts';
import { CliError } from '../failure/cli-error.ts';
import { oneOf } from '../options/option-values.ts';
import { claimRunPlace, freeRunName } from '../run-directory/write-run.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { trainingResult } from '../text/training-text.ts';
import { checkActivation } from './check-activation.ts';
import { keepRun } from './keep-run.ts';
import { configurationOf, type TrainOptions } from './train-options.ts';
import { trainAndTell } from './training-teller.ts';

/** Trains the model `name`. Throws `BELOW_MINIMUM` once everything is written and printed. */
export async function trainCommand(name: string, options: TrainOptions, terminal: Terminal): Promise<void> {
  const model =
    models[
      oneOf(
        name,
        'model',
        Object.values(models).map((known) => known.name),
      )
    ];
  checkActivation(options.activation);
  const configuration = configurationOf(model, options);
  const place = await claimRunPlace({
    name: options.out ?? (await freeRunName(model.name, terminal.directory)),
    directory: terminal.directory,
    force: options.force ?? false,
  });
  const dataset = await loadCourseData(configuration.dataset as CourseDataName, {
    terminal,
    offline: options.offline,
  });
  await terminal.breathe();
  const run = await trainAndTell({ configuration, dataset, terminal, json: options.json ?? false });
  const result = { ...run.result, out: place.name };
  await keepRun({ place, configuration, dataset, run, result, terminal });
  if (options.json) writeEvent(terminal.stdout, 'result', result);
  else writeLine(terminal.stdout, trainingResult({ run, result, model, dataset, output: terminal.stdout }));
  checkAccuracy(result.testAccuracy, options.minAccuracy);
}

function checkAccuracy(accuracy: number, minimum: number | undefined): void {
  // A loss that is no number leaves an accuracy that is below any minimum.
  if (minimum === undefined || accuracy >= minimum) return;
  throw new CliError(
    'BELOW_MINIMUM',
    `The test accuracy ${accuracy.toFixed(4)} is below --min-accuracy ${minimum}. Train longer, or on more images.`,
  );
}
