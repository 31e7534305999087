// Keeps a run on disk while it trains: checkpoints and logs. What surrounds it, claim to end: in-run-directory.ts.

import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  bestEpoch,
  type Checkpoint,
  type CheckpointStore,
  csvLog,
  type EpochRecord,
  jsonlLog,
  type Monitor,
  type StartEvent,
  type TrainingEvent,
  type TrainingLog,
  type TrainingRun,
  tensorBoardLog,
} from '@nn101/train/graph';
import type { Terminal } from '../terminal/terminal.ts';
import { type LogKind, logFiles } from './run-directory.ts';

/** What a training is given to keep itself with. */
export interface CheckpointManager {
  /** The checkpoint to resume from; undefined for a new run. */
  readonly resumeFrom: Checkpoint | undefined;
  /**
   * To be awaited after each event. Saves after each epoch, and within an epoch when it is time. Where the user wants to
   * stop it saves, and throws the terminal's reason.
   */
  readonly handle: (event: TrainingEvent, run: TrainingRun) => Promise<void>;
  /** Whether there is a checkpoint to go on from. */
  readonly isSaved: () => boolean;
}

/** What a keeper works with. */
export interface CheckpointManagerOptions {
  readonly store: CheckpointStore;
  readonly checkpoint: Checkpoint | undefined;
  readonly log: (event: TrainingEvent) => Promise<void>;
  /** What tells which epoch is the best. */
  readonly monitor: Monitor;
  /** Longest time between two checkpoints, but for the length of a step. */
  readonly seconds: number;
  readonly terminal: Pick<Terminal, 'now' | 'signal'>;
}

/** A keeper that has saved nothing yet but what the run goes on from. */
export function createCheckpointManager({
  store,
  checkpoint,
  log,
  monitor,
  seconds,
  terminal,
}: CheckpointManagerOptions): CheckpointManager {
  let history: readonly EpochRecord[] = checkpoint?.history ?? [];
  let isSaved = checkpoint !== undefined;
  let savedAt = terminal.now();
  const save = async (run: TrainingRun, options?: { best: boolean }) => {
    await store.save(await run.checkpoint(), options);
    isSaved = true;
    savedAt = terminal.now();
  };
  return {
    resumeFrom: checkpoint,
    isSaved: () => isSaved,
    handle: async (event, run) => {
      await log(event);
      // The last epoch has been saved by then, and nothing has happened since.
      if (event.type === 'end') return;
      const isDue = terminal.now() - savedAt >= 1000 * seconds;
      if (event.type === 'epoch') {
        history = [...history, event];
        await save(run, { best: bestEpoch(history, monitor) === event.epoch });
      } else if (terminal.signal.aborted || (event.type === 'batch' && isDue)) await save(run);
      terminal.signal.throwIfAborted();
    },
  };
}

const logs = {
  jsonl: jsonlLog,
  csv: () => csvLog({ append: false }),
  tensorboard: () => tensorBoardLog({ append: false }),
} as const satisfies Record<LogKind, () => TrainingLog<string | Uint8Array>>;

/**
 * Takes each event of a run. A run that goes on begins its logs again with the epochs that its checkpoint has: a program
 * that was killed may have logged an epoch that it had not saved yet. Throws the system's error.
 */
export function createRunLogs(options: {
  path: string;
  kinds: readonly LogKind[];
  history: readonly EpochRecord[];
}): (event: TrainingEvent) => Promise<void> {
  const open = options.kinds.map((kind) => ({ file: join(options.path, logFiles[kind]), log: logs[kind]() }));
  return async (event) => {
    for (const { file, log } of open) {
      if (event.type === 'start') await writeFile(file, beginning(log, event, options.history));
      else {
        const chunk = log(event);
        if (chunk !== undefined) await appendFile(file, chunk);
      }
    }
  };
}

function beginning(
  log: TrainingLog<string | Uint8Array>,
  start: StartEvent,
  history: readonly EpochRecord[],
): Uint8Array {
  const epochs = history.map((record) => ({ type: 'epoch' as const, ...record }));
  const chunks = [start, ...epochs].map((event) => Buffer.from(log(event) ?? ''));
  return Buffer.concat(chunks);
}
