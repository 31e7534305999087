// The log files that a run keeps while it trains. What is in them: csvLog and its neighbours of @nn101/train.
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  csvLog,
  type EpochRecord,
  jsonlLog,
  type StartEvent,
  type TrainingEvent,
  type TrainingLog,
  tensorBoardLog,
} from '@nn101/train/graph';
import { type LogKind, logFiles } from './run-files.ts';

const logs = {
  jsonl: jsonlLog,
  csv: () => csvLog({ append: false }),
  tensorboard: () => tensorBoardLog({ append: false }),
} as const satisfies Record<LogKind, () => TrainingLog<string | Uint8Array>>;

/**
 * Takes each event of a run. A run that goes on begins its logs again with the epochs that its checkpoint has: a program
 * that was killed may have logged an epoch that it had not saved yet. Throws the system's error.
 */
export function runLogs(options: {
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
