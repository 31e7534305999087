// Runs work inside a run's directory: locks it, opens its checkpoints, and adds to every error how to resume.

import { join } from 'node:path';
import { type Checkpoint, openCheckpointStore, TrainError } from '@nn101/train/graph';
import { nn101, resumeCommand, shellWord } from '../command-line/nn101-command.ts';
import { CliError } from '../failure/cli-error.ts';
import { describeFailure } from '../failure/describe-failure.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { monitorOf } from '../training/fit-settings.ts';
import { type CheckpointManager, createCheckpointManager, createRunLogs } from './checkpoint-manager.ts';
import {
  emptyRunDirectory,
  type LogKind,
  type RunDirectory,
  releaseRunDirectory,
  runFiles,
} from './run-directory.ts';
import { lockRun } from './run-lock.ts';
import type { RunConfiguration } from './run-record.ts';
import { writeUnfinished } from './unfinished-run.ts';
import { explainUnwritable } from './write-file-atomic.ts';

/** A run and its directory. */
export interface RunDirectoryOptions {
  readonly runDirectory: RunDirectory;
  readonly configuration: RunConfiguration;
  readonly logs: readonly LogKind[];
  /** Maximum time in seconds between two checkpoints. */
  readonly checkpointEvery: number;
  readonly terminal: Terminal;
  /** Resumes from the directory's last checkpoint; otherwise an existing run is deleted. */
  readonly resume: boolean;
}

/**
 * Calls `work` with the directory locked and a checkpoint manager. If it fails, the error says how to resume; a new
 * run that has saved nothing yet leaves nothing behind. Throws `RUN_BUSY`, `RUN_STOPPED` with the error as cause, and
 * `DIRECTORY_UNWRITABLE`.
 */
export async function withRunDirectory<T>(
  run: RunDirectoryOptions,
  work: (checkpoints: CheckpointManager) => Promise<T>,
): Promise<T> {
  const { runDirectory } = run;
  const unlock = await explaining(runDirectory, () => lockRun(runDirectory));
  let checkpoints: CheckpointManager | undefined;
  try {
    checkpoints = await explaining(runDirectory, () => openCheckpointManager(run));
    return await explaining(runDirectory, () => work(checkpoints as CheckpointManager));
  } catch (error) {
    const isKept = run.resume || checkpoints?.isSaved() === true;
    if (!isKept) await emptyRunDirectory(runDirectory).catch(() => undefined);
    throw isKept ? stopped(error, runDirectory.name) : error;
  } finally {
    await unlock().catch(() => undefined);
    await releaseRunDirectory(runDirectory);
  }
}

async function openCheckpointManager(run: RunDirectoryOptions): Promise<CheckpointManager> {
  const { runDirectory, configuration, logs, checkpointEvery, terminal, resume } = run;
  const store = openCheckpointStore(join(runDirectory.path, runFiles.checkpoints));
  const checkpoint = resume ? await loadCheckpoint(store.load, runDirectory.name) : undefined;
  if (!resume) {
    await emptyRunDirectory(runDirectory);
    await writeUnfinished(runDirectory.path, { configuration, logs, date: terminal.date() });
  }
  return createCheckpointManager({
    store,
    checkpoint,
    log: createRunLogs({ path: runDirectory.path, kinds: logs, history: checkpoint?.history ?? [] }),
    monitor: monitorOf(configuration),
    seconds: checkpointEvery,
    terminal,
  });
}

async function loadCheckpoint(
  load: (which: 'last') => Promise<Checkpoint | undefined>,
  name: string,
): Promise<Checkpoint | undefined> {
  try {
    return await load('last');
  } catch (cause) {
    if (!(cause instanceof TrainError)) throw cause;
    const reason = cause.message.replace(/\s+/g, ' ');
    throw new CliError(
      'RUN_DAMAGED',
      `${reason} To start ${name} again: ${nn101(`train <model> --out ${shellWord(name)} --force`)}`,
      {
        cause,
      },
    );
  }
}

/** Says what was saved of a run that stopped, and how to resume it. */
function stopped(error: unknown, name: string): unknown {
  const failure = describeFailure(error);
  if (error instanceof CliError && (error.code === 'RUN_DAMAGED' || error.code === 'USAGE')) return error;
  const isDiverged = error instanceof TrainError && error.code === 'LOSS_NOT_FINITE';
  const isInterrupted = failure.exitCode === 130;
  const what = isInterrupted ? 'Interrupted; the progress so far is saved.' : failure.message;
  const next = isDiverged
    ? `The last good checkpoint is in ${join(name, runFiles.checkpoints)}.`
    : `Resume with: ${resumeCommand(name)}`;
  return new CliError('RUN_STOPPED', `${what} ${next}`.trim(), { cause: error });
}

async function explaining<T>({ name, remedy }: RunDirectory, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // If a thread could not be started, the directory is not to blame.
    if (error instanceof TrainError && error.code === 'WORKER_FAILED') throw error;
    throw explainUnwritable(error, { name, code: 'DIRECTORY_UNWRITABLE', remedy });
  }
}
