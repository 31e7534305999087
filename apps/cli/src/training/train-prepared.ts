// A run that has its configuration and its place: data loaded, trained, written, printed. Who prepares it:
// train-command.ts for a new run, resume-run.ts for one to go on with.
import { type CourseDataName, imageCountsOf, loadCourseData } from '../data/course-data.ts';
import { CliError } from '../failure/cli-error.ts';
import { availableBytes } from '../machine.ts';
import { type RunPlace, releaseRunPlace } from '../run-directory/run-directory.ts';
import type { LogKind } from '../run-directory/run-files.ts';
import type { RunConfiguration, RunResult } from '../run-directory/run-record.ts';
import { inRunDirectory } from '../run-directory/with-run-directory.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { checkMemory } from './memory-estimate.ts';
import { modelNamed } from './model-named.ts';
import type { TrainOptions } from './train-options.ts';
import { trainAndTell } from './training-reporter.ts';
import { trainingResult } from './training-text.ts';

/** A run that is about to begin, or to go on. */
export interface PreparedRun {
  readonly place: RunPlace;
  readonly configuration: RunConfiguration;
  readonly logs: readonly LogKind[];
  readonly resume: boolean;
}

/** Loads the data, trains, writes and prints. Throws `BELOW_MINIMUM` once everything is written and printed. */
export async function trainPrepared(
  { place, configuration, logs, resume }: PreparedRun,
  options: TrainOptions,
  terminal: Terminal,
): Promise<void> {
  const { workers, checkpointEvery, json = false, offline } = options;
  const model = modelNamed(configuration.model);
  const name = configuration.dataset as CourseDataName;
  const expected = { configuration, workers, ...imageCountsOf(name) };
  const { total: memoryBytes } = checkMemory(expected, availableBytes());
  const dataset = await loadCourseData(name, { terminal, offline }).catch(async (error) => {
    await releaseRunPlace(place);
    throw error;
  });
  const about = { out: place.name, model: model.name, recipe: configuration.recipe, memoryBytes };
  const { run, result } = await inRunDirectory(
    { place, configuration, logs, checkpointEvery, terminal, resume },
    async (keeper) => {
      await terminal.breathe();
      const run = await trainAndTell({ configuration, dataset, workers, keeper, terminal, json, about });
      const result = { ...run.result, out: place.name };
      // The report's figures take a while to load, for which a training need not wait.
      const { keepRun } = await import('./write-run.ts');
      await keepRun({ place, configuration, dataset, run, result, terminal });
      return { run, result };
    },
  );
  if (json) writeEvent(terminal.stdout, 'result', result);
  else writeLine(terminal.stdout, trainingResult({ run, result, model, dataset, output: terminal.stdout }));
  checkAccuracy(result, options);
}

/** Throws `BELOW_MINIMUM` where the accuracy is below `--min-accuracy`. */
export function checkAccuracy(
  { testAccuracy }: Pick<RunResult, 'testAccuracy'>,
  { minAccuracy }: Pick<TrainOptions, 'minAccuracy'>,
): void {
  // A loss that is no number leaves an accuracy that is below any minimum.
  if (minAccuracy === undefined || testAccuracy >= minAccuracy) return;
  throw new CliError(
    'BELOW_MINIMUM',
    `The test accuracy ${testAccuracy.toFixed(4)} is below --min-accuracy ${minAccuracy}. Train longer, or on more images.`,
  );
}
