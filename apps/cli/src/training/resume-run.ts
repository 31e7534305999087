// What `nn101 train --resume` does: finds the run, checks that it is the one that is meant, and goes on.
import { CliError } from '../failure/cli-error.ts';
import { packageVersion } from '../package-version.ts';
import { readRun } from '../run-directory/read-run.ts';
import { readUnfinished, type UnfinishedRun } from '../run-directory/unfinished-run.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { checkSameSettings } from './configuration.ts';
import { modelNamed } from './model-named.ts';
import type { TrainOptions } from './train-options.ts';
import { checkAccuracy, trainPrepared } from './train-prepared.ts';

const mendOrCopy = 'Make it writable, or resume a copy of it in another place.';

type ResumeOptions = TrainOptions & { readonly resume: string };

/**
 * Goes on with the run in the directory `resume`. One that is finished is told once more. Throws `RUN_MISSING`,
 * `RUN_DAMAGED`, `RUN_BUSY`, and `USAGE` where other settings are asked for than it was begun with.
 */
export async function resumeRun(
  model: string | undefined,
  options: ResumeOptions,
  terminal: Terminal,
): Promise<void> {
  const { resume: name } = options;
  if (options.out !== undefined || options.force) {
    throw new CliError('USAGE', `--resume ${name} goes on where the run is; leave out --out and --force.`);
  }
  if (options.log !== undefined) {
    throw new CliError('USAGE', `--resume ${name} goes on with the run's own log files; leave out --log.`);
  }
  const unfinished = await readUnfinished(name, terminal.directory);
  if (unfinished === undefined) return tellFinished(model, options, terminal);
  const { path, record } = unfinished;
  checkSettings(unfinished, model, options);
  if (record.version !== packageVersion()) {
    writeLine(
      terminal.stderr,
      `${name} was begun with nn101 ${record.version}, and goes on with ${packageVersion()}: the result may differ.`,
    );
  }
  const { configuration, logs } = record;
  await trainPrepared(
    { place: { name, path, made: false, remedy: mendOrCopy }, configuration, logs, resume: true },
    options,
    terminal,
  );
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
      `${name} trains ${configuration.model}, not ${model}. Resume it without the model's name, or train anew with --out.`,
    );
  }
  checkSameSettings({ name, configuration }, options);
}

async function tellFinished(
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
