// What `nn101 train` does: checks everything that can be wrong, claims a place for the run, and trains in it
// (train-prepared.ts). Going on with a run: resume-run.ts.
import { requireArithmetic } from '@nn101/kernels/graph';
import { oneOf } from '../command-line/option-values.ts';
import { type CourseDataName, imageCountsOf } from '../data/course-data.ts';
import { availableBytes } from '../machine.ts';
import { claimFreePlace, claimRunPlace } from '../run-directory/run-directory.ts';
import { type LogKind, logFiles } from '../run-directory/run-files.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { configurationOf } from './configuration.ts';
import { checkMemory } from './memory-estimate.ts';
import { modelNamed } from './model-named.ts';
import { resumeRun } from './resume-run.ts';
import type { TrainOptions } from './train-options.ts';
import { trainPrepared } from './train-prepared.ts';

/** Trains the model `name`, or goes on. Throws `BELOW_MINIMUM` once everything is written and printed. */
export async function trainCommand(
  name: string | undefined,
  options: TrainOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.resume !== undefined) return resumeRun(name, { ...options, resume: options.resume }, terminal);
  const model = modelNamed(name);
  const configuration = configurationOf(model, options);
  // Before data are loaded for a training that this engine cannot do.
  requireArithmetic(configuration.arithmetic);
  const logs = logKinds(options.log);
  checkMemory(
    { configuration, ...options, ...imageCountsOf(configuration.dataset as CourseDataName) },
    availableBytes(),
  );
  const { out, force = false } = options;
  const { directory } = terminal;
  const place =
    out === undefined
      ? await claimFreePlace(model.name, directory)
      : await claimRunPlace({ name: out, directory, force });
  await trainPrepared({ place, configuration, logs, resume: false }, options, terminal);
}

function logKinds(text: string | undefined): LogKind[] {
  const kinds = Object.keys(logFiles) as LogKind[];
  const words = text === undefined ? [] : text.split(',').map((word) => word.trim());
  return [...new Set(words.map((word) => oneOf(word, 'kind of log', kinds)))];
}
