// The record of an unfinished run: the settings it was started with. Its progress is in its checkpoints.

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { nn101, shellWord } from '../command-line/nn101-command.ts';
import { CliError } from '../failure/cli-error.ts';
import { packageVersion } from '../package-version.ts';
import { isRecordWritten } from './read-run.ts';
import { type LogKind, runFiles } from './run-directory.ts';
import type { RunConfiguration } from './run-record.ts';
import { writeRunFile } from './write-file-atomic.ts';

/** The contents of `unfinished.json`. */
export interface UnfinishedRecord {
  readonly format: 'nn101-unfinished';
  readonly formatVersion: 1;
  /** When the run started, ISO 8601. */
  readonly date: string;
  /** Version of nn101 that started it. */
  readonly version: string;
  readonly configuration: RunConfiguration;
  readonly logs: readonly LogKind[];
}

/** A run directory to resume in. */
export interface UnfinishedRun {
  readonly name: string;
  readonly path: string;
  readonly record: UnfinishedRecord;
}

/** Writes the record when a run starts. Throws the system's error. */
export async function writeUnfinished(
  path: string,
  begun: Pick<UnfinishedRecord, 'configuration' | 'logs'> & { date: Date },
): Promise<void> {
  const record: UnfinishedRecord = {
    format: 'nn101-unfinished',
    formatVersion: 1,
    version: packageVersion(),
    ...begun,
    date: begun.date.toISOString(),
  };
  await writeRunFile(path, runFiles.unfinished, `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * Reads the record of a run to resume; undefined if the run is finished. Throws `RUN_MISSING` if there is none,
 * `RUN_DAMAGED` if it can't be read.
 */
export async function readUnfinished(name: string, directory: string): Promise<UnfinishedRun | undefined> {
  const path = resolve(directory, name);
  if (await isRecordWritten(path)) return undefined;
  const text = await readFile(join(path, runFiles.unfinished), 'utf8').catch((cause) => {
    throw new CliError(
      'RUN_MISSING',
      `${name} contains no run to resume (${runFiles.unfinished} can't be read). Train one with: ${nn101(`train mnist-basic --out ${shellWord(name)}`)}`,
      { cause },
    );
  });
  return { name, path, record: parse(text, join(name, runFiles.unfinished)) };
}

function parse(text: string, path: string): UnfinishedRecord {
  const damaged = (why: string) =>
    new CliError('RUN_DAMAGED', `${path} is damaged: ${why}. Train again with --force to replace the run.`);
  let value: Partial<UnfinishedRecord>;
  try {
    value = JSON.parse(text) as Partial<UnfinishedRecord>;
  } catch {
    throw damaged('it is not JSON');
  }
  if (value?.format !== 'nn101-unfinished') throw damaged('its "format" is not "nn101-unfinished"');
  if (value.formatVersion !== 1) throw damaged(`its "formatVersion" is ${value.formatVersion}, expected 1`);
  if (typeof value.configuration !== 'object' || !Array.isArray(value.logs)) {
    throw damaged('"configuration" or "logs" is missing');
  }
  return value as UnfinishedRecord;
}
