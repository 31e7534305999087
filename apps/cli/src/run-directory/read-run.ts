// Reads a finished run back from its directory: the record, the history, and the network with its weights.
import { access, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { NetworkSpec } from '@nn101/models/graph';
import type { EpochRecord, Network } from '@nn101/train/graph';
import { nn101, resumeCommand, shellWord } from '../command-line/nn101-command.ts';
import { CliError } from '../failure/cli-error.ts';
import { networkOfRun } from '../training/configuration.ts';
import { readModel } from './model-files.ts';
import { runFiles } from './run-directory.ts';
import { parseRunRecord, type RunRecord } from './run-record.ts';

/** A run as stored on disk. */
export interface StoredRun {
  readonly name: string;
  readonly path: string;
  readonly record: RunRecord;
}

/** Reads `run.json`. Throws `RUN_MISSING`, `RUN_UNFINISHED` or `RUN_DAMAGED`. */
export async function readRun(name: string, directory: string): Promise<StoredRun> {
  const path = resolve(directory, name);
  if (!(await isRecordWritten(path)) && (await isThere(join(path, runFiles.unfinished)))) {
    throw new CliError(
      'RUN_UNFINISHED',
      `${name} contains an unfinished run. Finish it with: ${resumeCommand(name)}`,
    );
  }
  const text = await readRunFile(path, { name, file: runFiles.record });
  return { name, path, record: parseRunRecord(text, join(name, runFiles.record)) };
}

/** Whether the run in a directory is finished. */
export async function isRecordWritten(path: string): Promise<boolean> {
  return isThere(join(path, runFiles.record));
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Reads `history.jsonl`, one epoch per line. Throws `RUN_MISSING` or `RUN_DAMAGED`. */
export async function readHistory(run: StoredRun): Promise<EpochRecord[]> {
  const text = await readRunFile(run.path, { name: run.name, file: runFiles.history });
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => parseEpoch(line, `${join(run.name, runFiles.history)}, line ${i + 1}`));
}

function parseEpoch(line: string, where: string): EpochRecord {
  try {
    const record = JSON.parse(line) as EpochRecord;
    if (typeof record.epoch === 'number' && typeof record.loss === 'number') return record;
  } catch {
    // Invalid JSON is reported below, like any other line that is not an epoch.
  }
  throw new CliError('RUN_DAMAGED', `${where} is damaged: it is not an epoch. Train again with --force.`);
}

async function readRunFile(path: string, wanted: { name: string; file: string }): Promise<string> {
  try {
    return await readFile(join(path, wanted.file), 'utf8');
  } catch (cause) {
    throw new CliError(
      'RUN_MISSING',
      `${wanted.name} contains no run (${wanted.file} can't be read). Train one with: ${nn101(`train mnist-basic --out ${shellWord(wanted.name)}`)}`,
      { cause },
    );
  }
}

/** A stored run and its trained network. */
export interface LoadedRun extends StoredRun {
  readonly spec: NetworkSpec;
  readonly network: Network;
}

/** Reads the record and the model of a run. Throws `RUN_MISSING` or `RUN_DAMAGED`. */
export async function loadRun(name: string, directory: string): Promise<LoadedRun> {
  const run = await readRun(name, directory);
  try {
    const spec = networkOfRun(run.record.configuration);
    return { ...run, spec, network: await readModel(join(run.path, runFiles.model), spec) };
  } catch (cause) {
    const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
    throw new CliError(
      'RUN_DAMAGED',
      `The model in ${join(name, runFiles.model)} can't be loaded: ${reason.replace(/\s+/g, ' ')}. Train it again: ${nn101('train')} with --force.`,
      { cause },
    );
  }
}
