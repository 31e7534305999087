// Saves checkpoints and log files while a run trains. with-run-directory.ts creates and closes it.

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

/** Saves the progress of a training. */
export interface CheckpointManager {
  /** The checkpoint to resume from; undefined for a new run. */
  readonly resumeFrom: Checkpoint | undefined;
  /**
   * Call this after each event and await it. Saves after each epoch, and within an epoch when the interval has
   * passed. If the user asked to stop, it saves and throws the terminal's reason.
   */
  readonly handle: (event: TrainingEvent, run: TrainingRun) => Promise<void>;
  /** Whether there is a checkpoint to resume from. */
  readonly isSaved: () => boolean;
}

/** What a checkpoint manager needs. */
export interface CheckpointManagerOptions {
  readonly store: CheckpointStore;
  readonly checkpoint: Checkpoint | undefined;
  readonly log: (event: TrainingEvent) => Promise<void>;
  /** The quantity that decides which epoch is best. */
  readonly monitor: Monitor;
  /** Maximum time between two checkpoints; may be exceeded by one step. */
  readonly seconds: number;
  readonly terminal: Pick<Terminal, 'now' | 'signal'>;
}

/** Creates a checkpoint manager. `checkpoint`, if any, is where the run resumes. */
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
      // The last epoch is already saved, and nothing has happened since.
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
 * Writes each event of a run to its log files. A resumed run rewrites its logs from the checkpoint's history, because
 * a program that was killed may have logged an epoch that it had not saved. Throws the system's error.
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
