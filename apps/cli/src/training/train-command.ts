// `nn101 train`: checks all arguments, claims a directory, then loads the data, trains, writes the run and prints the
// result. `resumeRun` enters halfway, with the configuration of an existing run.
import { requireArithmetic } from '@nn101/kernels/graph';
import { oneOf } from '../command-line/option-values.ts';
import { type CourseDataName, imageCountsOf, loadCourseData } from '../data/course-data.ts';
import { CliError } from '../failure/cli-error.ts';
import { availableBytes } from '../machine.ts';
import { packageVersion } from '../package-version.ts';
import { readRun } from '../run-directory/read-run.ts';
import {
  claimNextRunDirectory,
  claimRunDirectory,
  type LogKind,
  logFiles,
  type RunDirectory,
  releaseRunDirectory,
} from '../run-directory/run-directory.ts';
import type { RunConfiguration, TrainingResult } from '../run-directory/run-record.ts';
import { readUnfinished, type UnfinishedRun } from '../run-directory/unfinished-run.ts';
import { withRunDirectory } from '../run-directory/with-run-directory.ts';
import { type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { checkSameSettings, configurationOf, modelNamed } from './configuration.ts';
import { checkMemory } from './memory-estimate.ts';
import type { TrainOptions } from './train-options.ts';
import { resultText, trainAndReport } from './training-reporter.ts';

/** Trains the model `name`, or resumes a run. Throws `BELOW_MINIMUM` after everything is written and printed. */
export async function trainCommand(
  name: string | undefined,
  options: TrainOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.resume !== undefined) return resumeRun(name, { ...options, resume: options.resume }, terminal);
  const model = modelNamed(name);
  const configuration = configurationOf(model, options);
  // Fail before loading data if this engine does not support the arithmetic.
  requireArithmetic(configuration.arithmetic);
  const logs = logKinds(options.log);
  const memoryBytes = requiredMemory(configuration, options);
  const { out, force = false } = options;
  const { directory } = terminal;
  const runDirectory =
    out === undefined
      ? await claimNextRunDirectory(model.name, directory)
      : await claimRunDirectory({ name: out, directory, force });
  await trainPrepared({ runDirectory, configuration, logs, memoryBytes, resume: false }, options, terminal);
}

/** The estimated memory of a run, in bytes. Throws `TOO_MUCH_MEMORY` if this machine has less. */
function requiredMemory(configuration: RunConfiguration, { workers }: Pick<TrainOptions, 'workers'>): number {
  const images = imageCountsOf(configuration.dataset as CourseDataName);
  return checkMemory({ configuration, workers, ...images }, availableBytes()).total;
}

function logKinds(text: string | undefined): LogKind[] {
  const kinds = Object.keys(logFiles) as LogKind[];
  const words = text === undefined ? [] : text.split(',').map((word) => word.trim());
  return [...new Set(words.map((word) => oneOf(word, 'kind of log', kinds)))];
}

/** A run that is ready to start or to resume. */
interface PreparedRun {
  readonly runDirectory: RunDirectory;
  readonly configuration: RunConfiguration;
  readonly logs: readonly LogKind[];
  /** Estimated maximum memory. */
  readonly memoryBytes: number;
  readonly resume: boolean;
}

/** Loads the data, trains, writes and prints. Throws `BELOW_MINIMUM` after everything is written and printed. */
async function trainPrepared(
  { runDirectory, configuration, logs, memoryBytes, resume }: PreparedRun,
  options: TrainOptions,
  terminal: Terminal,
): Promise<void> {
  const { workers, checkpointEvery, json = false, offline } = options;
  const model = modelNamed(configuration.model);
  const name = configuration.dataset as CourseDataName;
  const dataset = await loadCourseData(name, { terminal, offline }).catch(async (error) => {
    await releaseRunDirectory(runDirectory);
    throw error;
  });
  const about = { out: runDirectory.name, model: model.name, recipe: configuration.recipe, memoryBytes };
  const { run, result } = await withRunDirectory(
    { runDirectory, configuration, logs, checkpointEvery, terminal, resume },
    async (checkpoints) => {
      await terminal.yieldToEventLoop();
      const run = await trainAndReport({
        configuration,
        dataset,
        workers,
        checkpoints,
        terminal,
        json,
        about,
      });
      const result = { ...run.result, out: runDirectory.name };
      // Loaded late: the report's figures take a while to load, and training should not wait for them.
      const { writeRun } = await import('./write-run.ts');
      await writeRun({ runDirectory, configuration, dataset, run, result, terminal });
      return { run, result };
    },
  );
  if (json) writeEvent(terminal.stdout, 'result', result);
  else writeLine(terminal.stdout, resultText({ run, result, model, dataset, output: terminal.stdout }));
  checkAccuracy(result, options);
}

/** Throws `BELOW_MINIMUM` if the accuracy is below `--min-accuracy`. */
function checkAccuracy(
  { testAccuracy }: Pick<TrainingResult, 'testAccuracy'>,
  { minAccuracy }: Pick<TrainOptions, 'minAccuracy'>,
): void {
  // The comparison is written so that an accuracy of NaN fails too.
  if (minAccuracy === undefined || testAccuracy >= minAccuracy) return;
  throw new CliError(
    'BELOW_MINIMUM',
    `The test accuracy ${testAccuracy.toFixed(4)} is below --min-accuracy ${minAccuracy}. Train longer, or on more images.`,
  );
}

const resumeRemedy = 'Make it writable, or resume a copy of it in another directory.';

type ResumeOptions = TrainOptions & { readonly resume: string };

/**
 * Resumes the run in the directory `resume`. For a finished run, prints its result again. Throws `RUN_MISSING`,
 * `RUN_DAMAGED`, `RUN_BUSY`, and `USAGE` if the settings differ from the run's.
 */
async function resumeRun(
  model: string | undefined,
  options: ResumeOptions,
  terminal: Terminal,
): Promise<void> {
  const { resume: name } = options;
  if (options.out !== undefined || options.force) {
    throw new CliError(
      'USAGE',
      `--resume ${name} continues in the run's own directory; leave out --out and --force.`,
    );
  }
  if (options.log !== undefined) {
    throw new CliError('USAGE', `--resume ${name} continues the run's own log files; leave out --log.`);
  }
  const unfinished = await readUnfinished(name, terminal.directory);
  if (unfinished === undefined) return reportFinished(model, options, terminal);
  const { path, record } = unfinished;
  checkSettings(unfinished, model, options);
  if (record.version !== packageVersion()) {
    writeLine(
      terminal.stderr,
      `${name} was started with nn101 ${record.version} and continues with ${packageVersion()}; the result may differ.`,
    );
  }
  const { configuration, logs } = record;
  const runDirectory = { name, path, made: false, remedy: resumeRemedy };
  const memoryBytes = requiredMemory(configuration, options);
  await trainPrepared({ runDirectory, configuration, logs, memoryBytes, resume: true }, options, terminal);
}

function checkSettings(
  { name, record }: Pick<UnfinishedRun, 'name'> & { record: Pick<UnfinishedRun['record'], 'configuration'> },
  model: string | undefined,
  options: ResumeOptions,
): void {
  const { configuration } = record;
  if (model !== undefined && modelNamed(model).name !== configuration.model) {
    throw new CliError(
      'USAGE',
      `${name} trains ${configuration.model}, not ${model}. Resume it without the model's name, or start a new run with --out.`,
    );
  }
  checkSameSettings({ name, configuration }, options);
}

async function reportFinished(
  model: string | undefined,
  options: ResumeOptions,
  terminal: Terminal,
): Promise<void> {
  const { resume: name } = options;
  const { record } = await readRun(name, terminal.directory);
  checkSettings({ name, record }, model, options);
  const result = { ...record.result, out: name };
  if (options.json) writeEvent(terminal.stdout, 'result', result);
  else {
    const accuracy = result.testAccuracy.toFixed(4);
    writeLine(
      terminal.stdout,
      `${name} is finished, with a test accuracy of ${accuracy}: there is nothing left to do.`,
    );
  }
  checkAccuracy(result, options);
}
